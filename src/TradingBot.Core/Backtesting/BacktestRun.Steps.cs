using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting;

/// <content>The run in steps, for a clock that others follow too.</content>
public sealed partial class BacktestRun
{
    /// <summary>What the account is worth at the last close, quote currency.</summary>
    internal decimal Worth => EquityNow();

    /// <summary>Shows the engine those at the front that only warm it up.</summary>
    /// <returns>How many they are; where that is not all of them, the next one is the first to trade on.</returns>
    internal int TakeWarmUp(ReadOnlySpan<Candle> candles) => WarmUp(candles);

    /// <summary>A candle has opened: what was decided before meets its first price.</summary>
    internal void Opened(in Candle candle) => Begin(in candle);

    /// <summary>It has closed: what happens within it has happened, and the strategy decides.</summary>
    internal void Closed(in Candle candle)
    {
        Last = candle;
        _engine.Ask(new ReadOnlySpan<Candle>(in candle), _signals);
        Finish(in candle, _signals.At(0));
    }

    /// <summary>No candle follows.</summary>
    internal void End() => _equity?.End(Last.OpenSeconds + _candleSeconds, EquityNow());
}
