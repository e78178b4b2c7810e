using TradingBot.Core.Market;
using static TradingBot.Tests.Indicators.AverageFormulas;
using static TradingBot.Tests.Indicators.BatchFormulas;

namespace TradingBot.Tests.Indicators;

/// <summary>The textbook's formulas of what looks at ranges: Aroon, Chaikin, Williams, and pivot points.</summary>
internal static class OscillatorFormulas
{
    public static double[] AroonUp(Candle[] candles, int length) => Rolling(
        Highs(candles), length + 1, window => 100.0 * Array.LastIndexOf(window, window.Max()) / length);

    public static double[] AroonDown(Candle[] candles, int length) => Rolling(
        Lows(candles), length + 1, window => 100.0 * Array.LastIndexOf(window, window.Min()) / length);

    public static double[] MoneyFlow(Candle[] candles, int length) => VolumeWeighted(
        candles,
        [.. candles.Select(c => c.High == c.Low ? 0 : (2 * c.Close - c.High - c.Low) / (c.High - c.Low))],
        length);

    public static double[] Ultimate(Candle[] candles, int shortest, int middle, int longest)
    {
        double[] pressures = [.. candles.Select((candle, i) => i == 0
            ? double.NaN
            : candle.Close - Math.Min(candle.Low, candles[i - 1].Close))];
        double[] Part(int length, int weight) => Zip(
            Sums(pressures, length),
            Sums(TrueRanges(candles), length),
            (pressure, range) => range == 0 ? 0 : weight * pressure / range);
        return Zip(
            Zip(Part(shortest, 4), Part(middle, 2), (one, two) => one + two),
            Part(longest, 1),
            (two, three) => (two + three) * 100 / 7);
    }

    /// <summary>A level of each candle's day, from high, low and close of the day before, if that was seen whole.</summary>
    public static double[] OfDayBefore(Candle[] candles, Func<double, double, double, double> level)
    {
        var days = candles.GroupBy(candle => candle.OpenTime.Date).ToArray();
        double[] levels = [.. days.Select((day, i) =>
            (i == 0 && day.First().OpenTime != day.Key) || day.Any(one => double.IsNaN(one.High))
                ? double.NaN
                : level(day.Max(one => one.High), day.Min(one => one.Low), day.Last().Close))];
        return [.. days.SelectMany((day, i) => day.Select(_ => i == 0 ? double.NaN : levels[i - 1]))];
    }
}
