using TradingBot.Core.Indicators;
using TradingBot.Core.Market;
using static TradingBot.Tests.Indicators.AverageFormulas;
using static TradingBot.Tests.Indicators.BatchFormulas;
using static TradingBot.Tests.Indicators.OscillatorFormulas;
using static TradingBot.Tests.Indicators.TrendFormulas;

namespace TradingBot.Tests.Indicators;

/// <summary>Every indicator, with periods short enough for some hundred candles.</summary>
internal static class IndicatorTable
{
    public static IReadOnlyList<IndicatorCase> All { get; } =
    [
        IndicatorCase.Of("sma", () => new Sma(7), (sma => sma.Value, c => Mean(Closes(c), 7))),
        IndicatorCase.Of("sma of one", () => new Sma(1), (sma => sma.Value, c => Mean(Closes(c), 1))),
        IndicatorCase.Of("wma", () => new Wma(5, PriceSource.High), (wma => wma.Value, c => Weighted(Highs(c), 5))),
        IndicatorCase.Of("ema", () => new Ema(6, PriceSource.Typical), (ema => ema.Value, c => Ema(Typicals(c), 6))),
        Macd(MacdSeeding.OwnValues),
        Macd(MacdSeeding.TaLib),
        IndicatorCase.Of("rsi", () => new Rsi(6), (rsi => rsi.Value, c => Rsi(Closes(c), 6))),
        IndicatorCase.Of(
            "stochastic",
            () => new Stochastic(5, 3, 4),
            (stochastic => stochastic.K, c => Mean(Stochastic(Closes(c), Highs(c), Lows(c), 5), 3)),
            (stochastic => stochastic.D, c => Mean(Mean(Stochastic(Closes(c), Highs(c), Lows(c), 5), 3), 4))),
        IndicatorCase.Of(
            "fast stochastic",
            () => new Stochastic(14, 1, 3),
            (stochastic => stochastic.K, c => Stochastic(Closes(c), Highs(c), Lows(c), 14)),
            (stochastic => stochastic.D, c => Mean(Stochastic(Closes(c), Highs(c), Lows(c), 14), 3))),
        IndicatorCase.Of(
            "stochastic rsi",
            () => new StochasticRsi(6, 5, 3),
            (stochastic => stochastic.K, c => InOwnRange(Rsi(Closes(c), 6), 5)),
            (stochastic => stochastic.D, c => Mean(InOwnRange(Rsi(Closes(c), 6), 5), 3))),
        IndicatorCase.Of("sar", () => new ParabolicSar(), (sar => sar.Value, c => Sar(c, 0.02, 0.2))),
        IndicatorCase.Of("fast sar", () => new ParabolicSar(0.2, 0.2), (sar => sar.Value, c => Sar(c, 0.2, 0.2))),
        IndicatorCase.Of("atr", () => new Atr(6), (atr => atr.Value, c => Wilder(TrueRanges(c), 6))),
        IndicatorCase.Of(
            "bollinger bands",
            () => new BollingerBands(8, 1.5),
            (bands => bands.Middle, c => Mean(Closes(c), 8)),
            (bands => bands.Upper, c => Zip(Mean(Closes(c), 8), Deviation(Closes(c), 8), (m, d) => m + 1.5 * d)),
            (bands => bands.Lower, c => Zip(Mean(Closes(c), 8), Deviation(Closes(c), 8), (m, d) => m - 1.5 * d))),
        IndicatorCase.Of(
            "keltner channel",
            () => new KeltnerChannel(6, 1.5, 8),
            (channel => channel.Middle, c => Ema(Closes(c), 6)),
            (channel => channel.Upper, c => Zip(Ema(Closes(c), 6), Wilder(TrueRanges(c), 8), (m, r) => m + 1.5 * r)),
            (channel => channel.Lower, c => Zip(Ema(Closes(c), 6), Wilder(TrueRanges(c), 8), (m, r) => m - 1.5 * r))),
        IndicatorCase.Of(
            "donchian channel",
            () => new DonchianChannel(9),
            (channel => channel.Upper, c => Highest(Highs(c), 9)),
            (channel => channel.Lower, c => Lowest(Lows(c), 9)),
            (channel => channel.Middle, c => MiddleOf(c, 9))),
        Adx(DirectionalSeeding.TaLib),
        Adx(DirectionalSeeding.Wilder),
        IndicatorCase.Of("cci", () => new Cci(8), (cci => cci.Value, c => Cci(c, 8))),
        IndicatorCase.Of(
            "williams",
            () => new WilliamsR(7),
            (williams => williams.Value, c => Zip(
                Stochastic(Closes(c), Highs(c), Lows(c), 7),
                Zip(Highest(Highs(c), 7), Lowest(Lows(c), 7), (high, low) => high - low),
                (k, range) => range == 0 ? 0 : k - 100))),
        IndicatorCase.Of("mfi", () => new Mfi(6), (mfi => mfi.Value, c => Mfi(c, 6))),
        IndicatorCase.Of("obv", () => new Obv(), (obv => obv.Value, Obv)),
        IndicatorCase.Of("vwap", () => new SessionVwap(), (vwap => vwap.Value, Vwap)),
        IndicatorCase.Of("momentum", () => new Momentum(5), (momentum => momentum.Value, c => Changes(Closes(c), 5))),
        IndicatorCase.Of(
            "rate of change",
            () => new RateOfChange(5),
            (rate => rate.Value, c => Zip(Closes(c), Delayed(Closes(c), 5), (now, then) => (now / then - 1) * 100))),
        IndicatorCase.Of(
            "slope", () => new LinearRegressionSlope(9), (slope => slope.Value, c => Slope(Closes(c), 9))),
        IndicatorCase.Of(
            "savitzky-golay slope", () => new SavitzkyGolaySlope(27), (slope => slope.Value, c => CubicSlope(Closes(c), 27))),
        IndicatorCase.Of(
            "support and resistance",
            () => new SupportResistance(7),
            (levels => levels.Resistance, c => Levels(Closes(c), 7).Resistance),
            (levels => levels.Support, c => Levels(Closes(c), 7).Support),
            (levels => levels.MajorResistance, c => SoFar(Levels(Closes(c), 7).Resistance, Math.Max)),
            (levels => levels.MinorResistance, c => SoFar(Levels(Closes(c), 7).Resistance, Math.Min)),
            (levels => levels.MajorSupport, c => SoFar(Levels(Closes(c), 7).Support, Math.Min)),
            (levels => levels.MinorSupport, c => SoFar(Levels(Closes(c), 7).Support, Math.Max))),
        IndicatorCase.Of("supertrend", () => new Supertrend(6, 1.5), (trend => trend.Value, c => Supertrend(c, 6, 1.5))),
        IndicatorCase.Of(
            "ichimoku",
            () => new Ichimoku(4, 9, 18, 9),
            (ichimoku => ichimoku.Conversion, c => MiddleOf(c, 4)),
            (ichimoku => ichimoku.BaseLine, c => MiddleOf(c, 9)),
            (ichimoku => ichimoku.SpanA, c => Delayed(Zip(MiddleOf(c, 4), MiddleOf(c, 9), (a, b) => (a + b) / 2), 9)),
            (ichimoku => ichimoku.SpanB, c => Delayed(MiddleOf(c, 18), 9))),
        .. Averages,
        .. Oscillators,
    ];

    private static IEnumerable<IndicatorCase> Averages =>
    [
        IndicatorCase.Of("dema", () => new Dema(5), (dema => dema.Value, c => Dema(Closes(c), 5))),
        IndicatorCase.Of("tema", () => new Tema(4, PriceSource.Low), (tema => tema.Value, c => Tema(Lows(c), 4))),
        IndicatorCase.Of("trix", () => new Trix(4), (trix => trix.Value, c => Trix(Closes(c), 4))),
        IndicatorCase.Of("hma", () => new Hma(11, PriceSource.High), (hma => hma.Value, c => Hull(Highs(c), 11, 5, 3))),
        IndicatorCase.Of("hma of a square", () => new Hma(16), (hma => hma.Value, c => Hull(Closes(c), 16, 8, 4))),
        IndicatorCase.Of("shortest hma", () => new Hma(2), (hma => hma.Value, c => Hull(Closes(c), 2, 1, 1))),
        IndicatorCase.Of("kama", () => new Kama(6, 3, 14), (kama => kama.Value, c => Adaptive(Closes(c), 6, 3, 14))),
        IndicatorCase.Of(
            "vwma",
            () => new Vwma(5, PriceSource.Typical),
            (vwma => vwma.Value, c => VolumeWeighted(c, Typicals(c), 5))),
        IndicatorCase.Of(
            "standard deviation",
            () => new StandardDeviation(8, PriceSource.Open),
            (deviation => deviation.Value, c => Deviation([.. c.Select(candle => candle.Open)], 8))),
    ];

    private static IEnumerable<IndicatorCase> Oscillators =>
    [
        IndicatorCase.Of(
            "aroon",
            () => new Aroon(7),
            (aroon => aroon.Up, c => AroonUp(c, 7)),
            (aroon => aroon.Down, c => AroonDown(c, 7)),
            (aroon => aroon.Oscillator, c => Zip(AroonUp(c, 7), AroonDown(c, 7), (up, down) => up - down))),
        IndicatorCase.Of("shortest aroon", () => new Aroon(1), (aroon => aroon.Up, c => AroonUp(c, 1))),
        IndicatorCase.Of("money flow", () => new ChaikinMoneyFlow(6), (flow => flow.Value, c => MoneyFlow(c, 6))),
        IndicatorCase.Of(
            "ultimate oscillator",
            () => new UltimateOscillator(2, 5, 9),
            (ultimate => ultimate.Value, c => Ultimate(c, 2, 5, 9))),
        IndicatorCase.Of(
            "pivot points",
            () => new PivotPoints(new Timeframe(60)),
            (points => points.Pivot, c => OfDayBefore(c, (h, l, close) => (h + l + close) / 3)),
            (points => points.Resistance1, c => OfDayBefore(c, (h, l, close) => (2 * h - l + 2 * close) / 3)),
            (points => points.Resistance2, c => OfDayBefore(c, (h, l, close) => (4 * h - 2 * l + close) / 3)),
            (points => points.Resistance3, c => OfDayBefore(c, (h, l, close) => (5 * h - 4 * l + 2 * close) / 3)),
            (points => points.Support1, c => OfDayBefore(c, (h, l, close) => (2 * l - h + 2 * close) / 3)),
            (points => points.Support2, c => OfDayBefore(c, (h, l, close) => (4 * l - 2 * h + close) / 3)),
            (points => points.Support3, c => OfDayBefore(c, (h, l, close) => (5 * l - 4 * h + 2 * close) / 3))),
    ];

    private static IndicatorCase Macd(MacdSeeding seeding)
    {
        var late = seeding == MacdSeeding.TaLib ? 3 : 0; // the fast average begins with the slow one's last values
        double[] Fast(double[] c) => Ema([.. c.Select((price, i) => i < late ? double.NaN : price)], 4);
        double[] Line(Candle[] c) => Zip(Fast(Closes(c)), Ema(Closes(c), 7), (fast, slow) => fast - slow);
        return IndicatorCase.Of(
            $"macd {seeding}",
            () => new Macd(4, 7, 5, PriceSource.Close, seeding),
            (macd => macd.Line, Line),
            (macd => macd.Signal, c => Ema(Line(c), 5)),
            (macd => macd.Histogram, c => Zip(Line(c), Ema(Line(c), 5), (line, signal) => line - signal)));
    }

    private static IndicatorCase Adx(DirectionalSeeding seeding) => IndicatorCase.Of(
        $"adx {seeding}",
        () => new Adx(5, seeding),
        (adx => adx.Value, c => Directional(c, 5, seeding).Adx),
        (adx => adx.PlusDi, c => Directional(c, 5, seeding).Plus),
        (adx => adx.MinusDi, c => Directional(c, 5, seeding).Minus));

    /// <summary>The last digits of an index that stands still are no range.</summary>
    private static double[] InOwnRange(double[] values, int length) => Rolling(values, length, window =>
        window.Max() - window.Min() < 1e-9 ? 0 : (window[^1] - window.Min()) / (window.Max() - window.Min()) * 100);

    private static double[] MiddleOf(Candle[] candles, int length) =>
        Zip(Highest(Highs(candles), length), Lowest(Lows(candles), length), (high, low) => (high + low) / 2);

    private static double[] SoFar(double[] levels, Func<double, double, double> better)
    {
        var best = double.NaN;
        return [.. levels.Select(level => best = double.IsNaN(best) ? level : better(best, level))];
    }
}
