namespace TradingBot.Research.Inference;

/// <summary>What a series of daily returns looks like: what the tests of a Sharpe ratio need to know of it.</summary>
/// <param name="Count">Days.</param>
/// <param name="Mean">A day's; NaN without days.</param>
/// <param name="Deviation">Standard deviation of a day's (n - 1); NaN for fewer than two days.</param>
/// <param name="Skew">Population moment g1; 0 for a normal distribution; NaN without variation.</param>
/// <param name="Kurtosis">Population moment, Pearson's: 3 for a normal distribution; NaN without variation.</param>
internal readonly record struct Moments(int Count, double Mean, double Deviation, double Skew, double Kurtosis)
{
    /// <summary>The market never closes.</summary>
    public const double DaysAYear = 365;

    /// <summary>What a deviation is at least, as a share of the mean: below, it is rounding of equal returns.</summary>
    private const double LeastVariation = 1e-12;

    /// <summary>Mean over deviation, a day's; NaN for returns that are all the same.</summary>
    public double Sharpe => Deviation > LeastVariation * Math.Abs(Mean) ? Mean / Deviation : double.NaN;

    /// <summary>The daily Sharpe ratio times √365.</summary>
    public double AnnualSharpe => Sharpe * Math.Sqrt(DaysAYear);

    /// <param name="returns">A day's each, as fractions.</param>
    public static Moments Of(ReadOnlySpan<double> returns)
    {
        var firstTwo = OfFirstTwo(returns);
        var (third, fourth) = (0.0, 0.0);
        foreach (var value in returns)
        {
            var distance = value - firstTwo.Mean;
            var square = distance * distance;
            third += square * distance;
            fourth += square * square;
        }

        var count = (double)returns.Length;
        var variance = firstTwo.Deviation * firstTwo.Deviation * (count - 1) / count;
        return firstTwo with
        {
            Skew = third / count / (variance * Math.Sqrt(variance)),
            Kurtosis = fourth / count / (variance * variance),
        };
    }

    /// <summary>Mean and deviation only, which cost half: a bootstrap asks for them ten thousand times.</summary>
    /// <param name="returns">A day's each, as fractions.</param>
    public static Moments OfFirstTwo(ReadOnlySpan<double> returns)
    {
        var mean = MeanOf(returns);
        var second = 0.0;
        foreach (var value in returns)
            second += (value - mean) * (value - mean);
        var deviation = returns.Length < 2 ? double.NaN : Math.Sqrt(second / (returns.Length - 1));
        return new Moments(returns.Length, mean, deviation, double.NaN, double.NaN);
    }

    /// <summary>NaN without days.</summary>
    public static double MeanOf(ReadOnlySpan<double> returns)
    {
        var sum = 0.0;
        foreach (var value in returns)
            sum += value;
        return sum / returns.Length;
    }
}
