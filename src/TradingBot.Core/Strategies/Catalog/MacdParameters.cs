using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>The parameters that the MACD strategies share, and the indicator they ask for.</summary>
internal static class MacdParameters
{
    public static IReadOnlyList<StrategyParameter> Declare(string price, string seeding) =>
    [
        StrategyParameter.WholeNumber("fast", 12, 1, 5000, "fast average, candles"),
        StrategyParameter.WholeNumber("slow", 26, 2, 5000, "slow average, candles"),
        StrategyParameter.WholeNumber("signal", 9, 1, 5000, "signal line, candles"),
        StrategyParameter.Price(price),
        StrategyParameter.Choice(
            "seeding", seeding, ["own", "talib"], "averages begin from their own first values, or as TA-Lib's do"),
    ];

    /// <summary>Under the original's names.</summary>
    public static IReadOnlyList<Figure> Figures(Macd macd) =>
    [
        new("macd.macd", () => macd.Line),
        new("macd.signal", () => macd.Signal),
        new("macd.histogram", () => macd.Histogram),
    ];

    /// <exception cref="SettingException">The fast period is not below the slow one.</exception>
    public static Macd Draw(Chart chart, StrategySettings settings)
    {
        settings.RequireLess("fast", "slow");
        return chart.Macd(
            settings.WholeNumber("fast"),
            settings.WholeNumber("slow"),
            settings.WholeNumber("signal"),
            settings.PriceSource(),
            settings.Choice("seeding") == "talib" ? MacdSeeding.TaLib : MacdSeeding.OwnValues);
    }
}
