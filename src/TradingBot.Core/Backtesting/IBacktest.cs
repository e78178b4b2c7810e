using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Backtesting;

/// <summary>What a run over the past has come to, whether over candles or over a recording.</summary>
public interface IBacktest
{
    TradingEngine Engine { get; }

    /// <summary>What all fills would have cost more at the fees' first tier, quote currency.</summary>
    decimal FeesSaved { get; }

    /// <summary>
    /// Candles the strategy must have seen before it trades, as it does live: what is missing of them before the first
    /// candle to trade on, it sees from there on. 0: it trades from the first one.
    /// </summary>
    long NeededWarmUp { get; }

    /// <summary>Candles that were missing of <see cref="NeededWarmUp"/>.</summary>
    long MissingWarmUp { get; }

    /// <summary>When the first order may be filled, unix seconds; after a run with candles.</summary>
    long TradesFrom { get; }

    /// <summary>Candles before those traded on, which only warmed the strategy up.</summary>
    long WarmUpCandles { get; }

    /// <summary>Candles traded on.</summary>
    long Candles { get; }

    /// <summary>Candles at whose end a trade was open.</summary>
    long CandlesInMarket { get; }

    /// <summary>
    /// Candles in which the unknown order of high and low decides how a trade ends; the worse was taken.
    /// </summary>
    long AmbiguousCandles { get; }

    /// <summary>True where a breaker could trip.</summary>
    bool HasBreakers { get; }

    /// <summary>Every time a breaker tripped, in their order.</summary>
    IReadOnlyList<TrippedBreaker> Trips { get; }

    /// <summary>The first candle traded on.</summary>
    Candle First { get; }

    /// <summary>The last candle traded on.</summary>
    Candle Last { get; }

    /// <summary>Equity at each midnight; null when there was no candle to trade on.</summary>
    EquityCurve? Equity { get; }

    /// <summary>The deepest fall of the equity, from candle close to candle close; after a run with candles.</summary>
    Statistics.Drawdown Drawdown { get; }
}
