using TradingBot.Core.Indicators;
using TradingBot.Core.Market;
using static TradingBot.Tests.Indicators.BatchFormulas;

namespace TradingBot.Tests.Indicators;

/// <summary>Formulas in which one value leads to the next, and the least-squares cubic.</summary>
internal static class TrendFormulas
{
    /// <summary>+DI, -DI and ADX of Wilder's sums.</summary>
    public static (double[] Plus, double[] Minus, double[] Adx) Directional(
        Candle[] candles, int length, DirectionalSeeding seeding)
    {
        var ups = Changes(Highs(candles));
        var downs = Changes(Lows(candles)).Select(change => -change).ToArray();
        double[] Smoothed(double[] movements)
        {
            var sums = new double[movements.Length];
            Array.Fill(sums, double.NaN);
            var seeds = seeding == DirectionalSeeding.TaLib ? length - 1 : length;
            var sum = 0.0;
            for (var i = 1; i < movements.Length; i++)
            {
                sum = (i <= seeds ? sum : sum - sum / length) + movements[i];
                sums[i] = i < length ? double.NaN : sum;
            }

            return sums;
        }

        double Movement(double one, double other) =>
            double.IsNaN(one + other) ? double.NaN : one > 0 && one > other ? one : 0;
        var ranges = Smoothed(TrueRanges(candles));
        var plus = Zip(Smoothed(Zip(ups, downs, Movement)), ranges, (up, range) => range == 0 ? 0 : up / range * 100);
        var minus = Zip(Smoothed(Zip(downs, ups, Movement)), ranges, (down, range) => range == 0 ? 0 : down / range * 100);
        return (plus, minus, Averaged(plus, minus, length));
    }

    public static double[] Sar(Candle[] candles, double acceleration, double maximum)
    {
        var result = new double[candles.Length];
        result[0] = double.NaN;
        var rising = true;
        var (stop, extreme, pace) = (0.0, 0.0, acceleration);
        for (var i = 1; i < candles.Length; i++)
        {
            var (now, before) = (candles[i], candles[i - 1]);
            if (i == 1)
            {
                rising = !(before.Low - now.Low > Math.Max(0, now.High - before.High));
                (stop, extreme) = rising ? (before.Low, now.High) : (before.High, now.Low);
                before = now;
            }

            stop = double.IsNaN(now.High) ? double.NaN : stop;
            if (rising && now.Low <= stop)
                (rising, stop, extreme, pace) = (false, new[] { extreme, before.High, now.High }.Max(), now.Low, acceleration);
            else if (!rising && now.High >= stop)
                (rising, stop, extreme, pace) = (true, new[] { extreme, before.Low, now.Low }.Min(), now.High, acceleration);
            else if (rising && now.High > extreme)
                (extreme, pace) = (now.High, Math.Min(pace + acceleration, maximum));
            else if (!rising && now.Low < extreme)
                (extreme, pace) = (now.Low, Math.Min(pace + acceleration, maximum));
            result[i] = stop;
            stop += pace * (extreme - stop);
            if (!double.IsNaN(stop))
                stop = rising ? new[] { stop, before.Low, now.Low }.Min() : new[] { stop, before.High, now.High }.Max();
        }

        return result;
    }

    public static double[] Supertrend(Candle[] candles, int length, double ranges)
    {
        const double touch = 1e-9; // not passed: prices are quarters, and a stop is no nearer to one by chance
        var middles = candles.Select(candle => (candle.High + candle.Low) / 2).ToArray();
        var range = Wilder(TrueRanges(candles), length);
        var result = new double[candles.Length];
        Array.Fill(result, double.NaN);
        var (upper, lower, rising) = (double.NaN, double.NaN, true);
        for (var i = length; i < candles.Length && !double.IsNaN(range[i]); i++)
        {
            var (newUpper, newLower) = (middles[i] + ranges * range[i], middles[i] - ranges * range[i]);
            if (i == length)
                (upper, lower, rising) = (newUpper, newLower, candles[i].Close >= middles[i]);
            var before = candles[i - 1].Close;
            upper = newUpper < upper || before > upper + touch ? newUpper : upper;
            lower = newLower > lower || before < lower - touch ? newLower : lower;
            rising = rising ? candles[i].Close >= lower - touch : candles[i].Close > upper + touch;
            result[i] = rising ? lower : upper;
        }

        return result;
    }

    /// <summary>The slope of the least-squares cubic in the middle of a window, from its normal equations.</summary>
    public static double[] CubicSlope(double[] values, int length) => Rolling(values, length, window =>
    {
        var half = length / 2;
        var equations = new double[4][];
        for (var row = 0; row < 4; row++)
        {
            equations[row] = new double[5];
            for (var j = -half; j <= half; j++)
            {
                for (var column = 0; column < 4; column++)
                    equations[row][column] += Math.Pow((double)j / half, row + column);
                equations[row][4] += Math.Pow((double)j / half, row) * window[j + half];
            }
        }

        return Solve(equations)[1] / half;
    });

    /// <summary>The last resistance and support found: closes between half a window of rising and one of falling.</summary>
    public static (double[] Resistance, double[] Support) Levels(double[] closes, int window)
    {
        var (slopes, half) = (CubicSlope(closes, window), window / 2);
        double[] Last(int sign) => [.. closes.Select((_, i) => Enumerable.Range(0, i + 1)
            .Where(end => end >= 2 * half
                && slopes[(end + 1 - 2 * half)..(end + 1 - half)].All(slope => sign * slope > 1e-9)
                && slopes[(end + 1 - half)..(end + 1)].All(slope => sign * slope < -1e-9))
            .Select(end => closes[end - 2 * half]).LastOrDefault(double.NaN))];
        return (Last(1), Last(-1));
    }

    /// <summary>Without a direction the index is 0.</summary>
    private static double[] Averaged(double[] plus, double[] minus, int length) => Wilder(
        Zip(plus, minus, (up, down) => up + down == 0 ? 0 : 100 * Math.Abs(up - down) / (up + down)), length);

    private static double[] Solve(double[][] rows)
    {
        for (var pivot = 0; pivot < rows.Length; pivot++)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                var factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
                for (var column = 0; column <= rows.Length; column++)
                    rows[row][column] -= factor * rows[pivot][column];
            }
        }

        return [.. rows.Select((row, i) => row[^1] / row[i])];
    }
}
