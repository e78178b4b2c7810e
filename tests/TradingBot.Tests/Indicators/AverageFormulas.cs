using TradingBot.Core.Market;
using static TradingBot.Tests.Indicators.BatchFormulas;

namespace TradingBot.Tests.Indicators;

/// <summary>The textbook's formulas of averages that are made of averages, or weigh by something.</summary>
internal static class AverageFormulas
{
    public static double[] Dema(double[] values, int length) =>
        Zip(Ema(values, length), Ema(Ema(values, length), length), (once, twice) => 2 * once - twice);

    public static double[] Tema(double[] values, int length)
    {
        var (once, twice) = (Ema(values, length), Ema(Ema(values, length), length));
        var less = Zip(once, twice, (one, two) => 3 * one - 3 * two);
        return Zip(less, Ema(twice, length), (rest, thrice) => rest + thrice);
    }

    public static double[] Trix(double[] values, int length)
    {
        var thrice = Ema(Ema(Ema(values, length), length), length);
        return Zip(thrice, Delayed(thrice, 1), (now, before) => (now / before - 1) * 100);
    }

    /// <param name="values">Prices.</param>
    /// <param name="length">Of the whole.</param>
    /// <param name="half">Half the length.</param>
    /// <param name="root">The root of the length.</param>
    public static double[] Hull(double[] values, int length, int half, int root) => Weighted(
        Zip(Weighted(values, half), Weighted(values, length), (quick, slow) => 2 * quick - slow), root);

    /// <summary>Kaufman's: the weight follows the part of the way that led somewhere.</summary>
    public static double[] Adaptive(double[] prices, int length, int fast, int slow)
    {
        var way = Rolling([.. Changes(prices).Select(Math.Abs)], length, window => window.Sum());
        var result = new double[prices.Length];
        Array.Fill(result, double.NaN);
        for (var i = length; i < prices.Length; i++)
        {
            var straight = way[i] == 0 ? 1 : Math.Abs(prices[i] - prices[i - length]) / way[i];
            var weight = Math.Pow(straight * 2 / (fast + 1) + (1 - straight) * 2 / (slow + 1), 2);
            var before = double.IsNaN(result[i - 1]) ? prices[i - 1] : result[i - 1];
            result[i] = before * (1 - weight) + prices[i] * weight;
        }

        return result;
    }

    public static double[] VolumeWeighted(Candle[] candles, double[] values, int length)
    {
        double[] volumes = [.. candles.Select(candle => candle.Volume)];
        var money = Zip(values, volumes, (value, volume) => value * volume);
        return Zip(Sums(money, length), Sums(volumes, length), (sum, volume) => sum / volume);
    }

    public static double[] Sums(double[] values, int length) => Rolling(values, length, window => window.Sum());
}
