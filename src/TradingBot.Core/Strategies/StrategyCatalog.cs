namespace TradingBot.Core.Strategies;

/// <summary>Every strategy there is: a plain table, one entry each.</summary>
public static class StrategyCatalog
{
    public static IReadOnlyList<StrategyDefinition> All { get; } =
    [
        new(
            "macd",
            "the original bot's: enters when the MACD histogram turns positive, leaves at +0.7 % or -2.5 %",
            [
                .. MacdParameters.Declare(price: "typical", seeding: "talib"),
                StrategyParameter.WholeNumber("history", 35, 0, 5000, "decides only after more candles than this"),
                .. ExitParameters.Declare(takeProfit: 0.7, stopLoss: 2.5),
            ],
            (chart, settings) => new MacdTurn(chart, settings)),
        new(
            "macd-cross",
            "enters when MACD crosses above its signal line, leaves when it crosses below",
            [.. MacdParameters.Declare(price: "close", seeding: "own"), .. ExitParameters.Declare()],
            (chart, settings) => new MacdCross(chart, settings)),
        new(
            "sma-cross",
            "enters when the fast average crosses above the slow one, leaves when it crosses below",
            [
                StrategyParameter.WholeNumber("fast", 20, 1, 5000, "fast average, candles"),
                StrategyParameter.WholeNumber("slow", 50, 2, 5000, "slow average, candles"),
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new SmaCross(chart, settings)),
    ];

    /// <summary>The strategy of that name, or null.</summary>
    public static StrategyDefinition? Find(string name) =>
        All.FirstOrDefault(definition => definition.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
