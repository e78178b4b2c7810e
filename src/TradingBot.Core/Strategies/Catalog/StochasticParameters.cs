using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>The parameters that the stochastic strategies share, and the indicators they ask for.</summary>
internal static class StochasticParameters
{
    public static IReadOnlyList<StrategyParameter> Declare() =>
    [
        StrategyParameter.WholeNumber("lookback", 5, 1, 5000, "stochastic: candles whose high and low count"),
        StrategyParameter.WholeNumber("smoothing", 3, 1, 5000, "stochastic: candles that %K averages"),
        StrategyParameter.WholeNumber("signal", 3, 1, 5000, "stochastic: values that %D averages"),
    ];

    /// <summary>What the two strategies with a moving average have in common.</summary>
    public static IReadOnlyList<StrategyParameter> DeclareWithAverage(int history) =>
    [
        .. Declare(),
        StrategyParameter.WholeNumber("average", 9, 1, 5000, "moving average of closes, candles"),
        StrategyParameter.WholeNumber("slope", 9, 2, 5000, "values of the average that its slope is taken from"),
        StrategyParameter.Number("middle", 50, 0, 100, "%K and %D are low below it, high above it"),
        StrategyParameter.WholeNumber("cooldown", 5, 0, 5000, "candles without enter-price-above-ma after one"),
        StrategyParameter.WholeNumber("history", history, 0, 5000, "decides only after more than this many candles")
            with { IsSearched = false },
    ];

    /// <summary>Under the original's names.</summary>
    public static IReadOnlyList<Figure> Figures(Stochastic stochastic) =>
        [new("stochastic.percent_k", () => stochastic.K), new("stochastic.percent_d", () => stochastic.D)];

    public static Stochastic Draw(Chart chart, StrategySettings settings) => chart.Stochastic(
        settings.WholeNumber("lookback"), settings.WholeNumber("smoothing"), settings.WholeNumber("signal"));
}
