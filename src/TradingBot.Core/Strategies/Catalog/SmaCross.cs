using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>Enters when the fast average crosses above the slow one, turns short when it crosses below.</summary>
public sealed class SmaCross : IStrategy
{
    private readonly Sma _fast;
    private readonly Sma _slow;
    private Cross _cross;

    /// <exception cref="SettingException">The fast period is not below the slow one.</exception>
    public SmaCross(Chart chart, StrategySettings settings)
    {
        settings.RequireLess("fast", "slow");
        _fast = chart.Sma(settings.WholeNumber("fast"), settings.PriceSource());
        _slow = chart.Sma(settings.WholeNumber("slow"), settings.PriceSource());
    }

    public int WarmUp => _slow.WarmUp + 1;

    public Signal OnCandleClosed(in Candle candle) => _cross.Next(_fast.Value - _slow.Value, candle.Close) switch
    {
        1 => Signal.Enter("fast average crossed above the slow one"),
        -1 => Signal.EnterShort("fast average crossed below the slow one"),
        _ => Signal.None,
    };
}
