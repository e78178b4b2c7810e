using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies;

/// <summary>Enters when the MACD line crosses above its signal line, leaves when it crosses below.</summary>
public sealed class MacdCross(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly Macd _macd = MacdParameters.Draw(chart, settings);

    private double _before = double.NaN;

    public int WarmUp => _macd.WarmUp + 1;

    public Signal OnCandleClosed(in Candle candle)
    {
        var (before, now) = (_before, _macd.Histogram);
        _before = now;
        if (before <= 0 && now > 0)
            return Signal.Enter("MACD crossed above its signal line");
        return before >= 0 && now < 0 ? Signal.Leave("MACD crossed below its signal line") : Signal.None;
    }
}
