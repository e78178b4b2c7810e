using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>A simple or an exponential average, as the parameter <c>kind</c> says.</summary>
internal sealed class ChosenAverage
{
    private readonly Sma? _simple;
    private readonly Ema? _exponential;

    /// <param name="chart">Where it is drawn.</param>
    /// <param name="settings">With <c>kind</c> and <c>price</c>.</param>
    /// <param name="period">The parameter that gives the period.</param>
    public ChosenAverage(Chart chart, StrategySettings settings, string period)
    {
        WarmUp = settings.WholeNumber(period);
        if (settings.Choice("kind") == "sma")
            _simple = chart.Sma(WarmUp, settings.PriceSource());
        else
            _exponential = chart.Ema(WarmUp, settings.PriceSource());
    }

    public static StrategyParameter Kind { get; } =
        StrategyParameter.Choice("kind", "sma", ["sma", "ema"], "simple or exponential average");

    public int WarmUp { get; }

    /// <summary>Quote currency; NaN until it is ready.</summary>
    public double Value => _simple?.Value ?? _exponential!.Value;
}
