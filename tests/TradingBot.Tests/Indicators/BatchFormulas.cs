using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

/// <summary>
/// The textbook's formulas over whole series, with nothing remembered from one candle to the next where that is
/// possible. NaN: not known, or made from what is not known.
/// </summary>
internal static class BatchFormulas
{
    public static double[] Closes(Candle[] candles) => [.. candles.Select(candle => candle.Close)];

    public static double[] Highs(Candle[] candles) => [.. candles.Select(candle => candle.High)];

    public static double[] Lows(Candle[] candles) => [.. candles.Select(candle => candle.Low)];

    public static double[] Typicals(Candle[] candles) => [.. candles.Select(candle => candle.Typical)];

    /// <summary>A figure of each <c>length</c> consecutive values.</summary>
    public static double[] Rolling(double[] values, int length, Func<double[], double> figure) =>
        [.. values.Select((_, i) => i + 1 < length ? double.NaN : Known(values[(i + 1 - length)..(i + 1)], figure))];

    public static double[] Mean(double[] values, int length) => Rolling(values, length, window => window.Average());

    public static double[] Highest(double[] values, int length) => Rolling(values, length, window => window.Max());

    public static double[] Lowest(double[] values, int length) => Rolling(values, length, window => window.Min());

    public static double[] Weighted(double[] values, int length) => Rolling(
        values, length, window => window.Select((value, i) => value * (i + 1)).Sum() / Enumerable.Range(1, length).Sum());

    public static double[] Deviation(double[] values, int length) => Rolling(
        values, length, window => Math.Sqrt(window.Sum(value => Math.Pow(value - window.Average(), 2)) / length));

    public static double[] Slope(double[] values, int length) => Rolling(values, length, window =>
    {
        var middle = (length - 1) / 2.0;
        return window.Select((value, i) => (i - middle) * value).Sum()
            / window.Select((_, i) => (i - middle) * (i - middle)).Sum();
    });

    /// <summary>Seeded with the mean of the first known values.</summary>
    public static double[] Exponential(double[] values, int length, double weight)
    {
        var (result, seeds) = (new double[values.Length], new List<double>());
        for (var i = 0; i < values.Length; i++)
        {
            if (seeds.Count < length && (seeds.Count > 0 || !double.IsNaN(values[i])))
            {
                seeds.Add(values[i]);
                result[i] = seeds.Count == length ? seeds.Average() : double.NaN;
            }
            else
            {
                result[i] = seeds.Count == 0 ? double.NaN : result[i - 1] * (1 - weight) + values[i] * weight;
            }
        }

        return result;
    }

    public static double[] Ema(double[] values, int length) => Exponential(values, length, 2.0 / (length + 1));

    public static double[] Wilder(double[] values, int length) => Exponential(values, length, 1.0 / length);

    public static double[] Changes(double[] values, int distance = 1) =>
        [.. values.Select((value, i) => i < distance ? double.NaN : value - values[i - distance])];

    public static double[] Rsi(double[] prices, int length)
    {
        var gains = Wilder([.. Changes(prices).Select(change => Math.Max(change, 0))], length);
        var losses = Wilder([.. Changes(prices).Select(change => Math.Max(-change, 0))], length);
        return Zip(gains, losses, (gain, loss) => gain + loss == 0 ? 0 : 100 - 100 / (1 + gain / loss));
    }

    /// <summary>Where values stand between the lowest and the highest of late, percent.</summary>
    public static double[] Stochastic(double[] values, double[] highs, double[] lows, int length)
    {
        var (top, bottom) = (Highest(highs, length), Lowest(lows, length));
        return [.. values.Select((value, i) =>
            top[i] == bottom[i] ? 0 : (value - bottom[i]) / (top[i] - bottom[i]) * 100)];
    }

    public static double[] TrueRanges(Candle[] candles) => [.. candles.Select((candle, i) => i == 0
        ? double.NaN
        : new[] { candle.High - candle.Low, Distance(candle.High, candles[i - 1]), Distance(candle.Low, candles[i - 1]) }.Max())];

    public static double[] Cci(Candle[] candles, int length) => Rolling(Typicals(candles), length, window =>
    {
        var deviation = window.Average(price => Math.Abs(price - window.Average()));
        return deviation < 1e-9 ? 0 : (window[^1] - window.Average()) / (0.015 * deviation);
    });

    public static double[] Mfi(Candle[] candles, int length)
    {
        var changes = Changes(Typicals(candles));
        double[] Flow(int sign) => [.. candles.Select((candle, i) => double.IsNaN(changes[i])
            ? double.NaN
            : Math.Sign(changes[i]) == sign ? candle.Typical * candle.Volume : 0)];
        double[] Sums(int sign) => Rolling(Flow(sign), length, window => window.Sum());
        return Zip(Sums(1), Sums(-1), (up, down) => up + down == 0 ? 0 : 100 - 100 / (1 + up / down));
    }

    public static double[] Obv(Candle[] candles)
    {
        var steps = Changes(Closes(candles)).Select((change, i) => i == 0
            ? candles[i].Volume
            : double.IsNaN(change) ? double.NaN : Math.Sign(change) * candles[i].Volume).ToArray();
        return [.. steps.Select((_, i) => steps[..(i + 1)].Sum())];
    }

    public static double[] Vwap(Candle[] candles) => [.. candles.Select((candle, i) =>
    {
        var day = candles[..(i + 1)].Where(other => other.OpenTime.Date == candle.OpenTime.Date).ToArray();
        return day.Sum(other => other.Typical * other.Volume) / day.Sum(other => other.Volume);
    })];

    public static double[] Delayed(double[] values, int length) =>
        [.. values.Select((_, i) => i < length ? double.NaN : values[i - length])];

    public static double[] Zip(double[] left, double[] right, Func<double, double, double> join) =>
        [.. left.Zip(right, join)];

    private static double Distance(double price, Candle before) => Math.Abs(price - before.Close);

    private static double Known(double[] window, Func<double[], double> figure) =>
        window.Any(double.IsNaN) ? double.NaN : figure(window);
}
