namespace TradingBot.Core.Strategies.Catalog;

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
                StrategyParameter.WholeNumber("history", 35, 0, 5000, "decides only after more than this many candles")
                    with { IsSearched = false },
                .. ExitParameters.Declare(takeProfit: 0.7, stopLoss: 2.5),
            ],
            (chart, settings) => new MacdTurn(chart, settings)),
        new(
            "macd-basic",
            "the original bot's: enters when the MACD histogram turns positive, leaves at +0.5 % or -0.25 %",
            [
                .. MacdParameters.Declare(price: "typical", seeding: "talib"),
                StrategyParameter.WholeNumber("history", 35, 0, 5000, "decides only after more than this many candles")
                    with { IsSearched = false },
                StrategyParameter.Flag("leave-crossover", false, "leaves while the histogram is negative"),
                .. ExitParameters.Declare(takeProfit: 0.5, stopLoss: 0.25),
            ],
            (chart, settings) => new MacdBasic(chart, settings)),
        new(
            "stochastic",
            "the original bot's: enters while %K is over-sold, leaves when it is over-bought or at +0.4 %",
            [
                .. StochasticParameters.Declare(),
                StrategyParameter.Number("over-sold", 20, 0, 100, "%K at or below this is over-sold"),
                StrategyParameter.Number("over-bought", 80, 0, 100, "%K at or above this is over-bought"),
                StrategyParameter.WholeNumber("history", 14, 0, 5000, "decides only after more than this many candles")
                    with { IsSearched = false },
                StrategyParameter.Flag("enter-over-sold", true, "enters while %K is over-sold"),
                StrategyParameter.Flag("leave-over-bought", true, "leaves while %K is over-bought"),
                StrategyParameter.Price("typical"),
                .. ExitParameters.Declare(takeProfit: 0.4),
            ],
            (chart, settings) => new StochasticBasic(chart, settings)),
        new(
            "stochastic-sr-ma",
            "the original bot's: enters when %K crosses above %D, leaves when the average's slope slows",
            [
                .. StochasticParameters.DeclareWithAverage(history: 700),
                StrategyParameter.Number("over-bought", 80, 0, 100, "%K at or above this is over-bought"),
                StrategyParameter.Flag("enter-stoch-os", true, "enters when %K crosses above %D, both low"),
                StrategyParameter.Flag("enter-price-above-ma", false, "enters above the average, when ready"),
                StrategyParameter.Flag("leave-price-below-ma", false, "leaves below the average's last two values"),
                StrategyParameter.Flag("leave-ma-slope-slowing", true, "leaves when the average's slope slows"),
                StrategyParameter.Flag("leave-over-bought", false, "leaves while %K is over-bought"),
                StrategyParameter.Price("typical"),
                .. ExitParameters.Declare(takeProfit: 0.5, stopLoss: 2.5),
            ],
            (chart, settings) => new StochasticSrMa(chart, settings)),
        new(
            "parabolic-sar-stochastic",
            "the original bot's: enters above the parabolic stop once %K has crossed %D, leaves as stochastic-sr-ma",
            [
                .. StochasticParameters.DeclareWithAverage(history: 26),
                StrategyParameter.Number("acceleration", 0.2, 0.0001, 1, "parabolic stop: first and further steps"),
                StrategyParameter.Number("maximum", 0.2, 0.0001, 1, "parabolic stop: largest acceleration"),
                StrategyParameter.Flag("enter-sar-stoch", true, "enters above the parabolic stop, when ready"),
                StrategyParameter.Flag("enter-stoch-os", false, "enters when %K crosses above %D, both low"),
                StrategyParameter.Flag("enter-price-above-ma", false, "enters above the average, when ready"),
                StrategyParameter.Flag("leave-price-below-ma", false, "leaves below the average's last two values"),
                StrategyParameter.Flag("leave-ma-slope-slowing", true, "leaves when the average's slope slows"),
                StrategyParameter.Price("typical"),
                .. ExitParameters.Declare(takeProfit: 0.5, stopLoss: 2.5),
            ],
            (chart, settings) => new ParabolicSarStochastic(chart, settings)),
        new(
            "scalping",
            "the Binance pipeline's: enters after a fall of 1 % in a candle, leaves after a rise of 1 %",
            [
                StrategyParameter.Number("fall", 1, 0.001, 100, "enters when the price fell by this much, percent"),
                StrategyParameter.Number("rise", 1, 0.001, 1000, "leaves when the price rose by this much, percent"),
                StrategyParameter.WholeNumber("reference", 1, 1, 5000, "compared with the price this many candles "
                    + "before"),
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new Scalping(chart, settings)),
        new(
            "moving-average",
            "MyCryptoBot's: long while the price is above its average",
            [
                StrategyParameter.WholeNumber("average", 50, 1, 5000, "moving average, candles"),
                ChosenAverage.Kind,
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new MovingAverageTrend(chart, settings))
        {
            SellsShort = true,
        },
        new(
            "moving-average-crossover",
            "MyCryptoBot's: long while the fast average is above the slow one",
            [
                StrategyParameter.WholeNumber("fast", 20, 1, 5000, "fast average, candles"),
                StrategyParameter.WholeNumber("slow", 50, 2, 5000, "slow average, candles"),
                ChosenAverage.Kind,
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new MovingAverageCrossover(chart, settings))
        {
            SellsShort = true,
        },
        new(
            "bollinger-bands",
            "MyCryptoBot's: enters below the lower band, leaves at the average",
            [
                StrategyParameter.WholeNumber("average", 20, 2, 5000, "average and deviation, candles"),
                StrategyParameter.Number("deviations", 2, 0.1, 10, "distance of the bands, standard deviations"),
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new BollingerReversion(chart, settings))
        {
            SellsShort = true,
        },
        new(
            "momentum",
            "MyCryptoBot's: long while the mean return of the last candles is positive",
            [
                StrategyParameter.WholeNumber("window", 30, 1, 5000, "candles whose returns are averaged"),
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new MomentumTrend(chart, settings))
        {
            SellsShort = true,
        },
        new(
            "majority",
            "MyCryptoBot's combiner: long while more of the combined strategies are for it than against",
            [Combination.Of, StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (chart, settings) => new Combination(chart, settings, unanimous: false))
        {
            SellsShort = true,
        },
        new(
            "unanimous",
            "MyCryptoBot's combiner: long while all combined strategies are",
            [Combination.Of, StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (chart, settings) => new Combination(chart, settings, unanimous: true))
        {
            SellsShort = true,
        },
        new(
            "order-book-bias",
            "ACTS's figure: enters while much more is bid than asked near the middle of the book; not on history",
            [
                StrategyParameter.Choice("band", "1", OrderBookBias.Bands, "distance from the middle that counts, "
                    + "percent"),
                StrategyParameter.Number("enter", 0.2, -1, 1, "enters at or above this: (bid - asked) / (bid + asked)"),
                StrategyParameter.Number("leave", 0, -1, 1, "leaves at or below this"),
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new OrderBookBias(chart, settings)),
        new(
            "macd-cross",
            "enters when MACD crosses above its signal line, leaves when it crosses below",
            [.. MacdParameters.Declare(price: "close", seeding: "own"), .. ExitParameters.Declare()],
            (chart, settings) => new MacdCross(chart, settings))
        {
            SellsShort = true,
        },
        new(
            "sma-cross",
            "enters when the fast average crosses above the slow one, leaves when it crosses below",
            [
                StrategyParameter.WholeNumber("fast", 20, 1, 5000, "fast average, candles"),
                StrategyParameter.WholeNumber("slow", 50, 2, 5000, "slow average, candles"),
                StrategyParameter.Price("close"),
                .. ExitParameters.Declare(),
            ],
            (chart, settings) => new SmaCross(chart, settings))
        {
            SellsShort = true,
        },
    ];

    /// <summary>The strategy of that name, or null.</summary>
    public static StrategyDefinition? Find(string name) =>
        All.FirstOrDefault(definition => definition.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
