using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies;

/// <summary>Enters when the fast moving average crosses above the slow one, leaves when it crosses below.</summary>
public sealed class SmaCross : IStrategy
{
    private readonly Sma _fast;
    private readonly Sma _slow;
    private double _before = double.NaN;

    /// <exception cref="SettingException">The fast period is not below the slow one.</exception>
    public SmaCross(Chart chart, StrategySettings settings)
    {
        settings.RequireLess("fast", "slow");
        _fast = chart.Sma(settings.WholeNumber("fast"), settings.PriceSource());
        _slow = chart.Sma(settings.WholeNumber("slow"), settings.PriceSource());
    }

    public int WarmUp => _slow.WarmUp + 1;

    public Signal OnCandleClosed(in Candle candle)
    {
        var (before, now) = (_before, _fast.Value - _slow.Value);
        _before = now;
        if (before <= 0 && now > 0)
            return Signal.Enter("fast average crossed above the slow one");
        return before >= 0 && now < 0 ? Signal.Leave("fast average crossed below the slow one") : Signal.None;
    }
}
