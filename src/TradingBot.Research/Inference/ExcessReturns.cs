namespace TradingBot.Research.Inference;

/// <summary>
/// Daily returns of one set after the other above a benchmark's, summed so that a block of days costs no more than a
/// day.
/// </summary>
/// <param name="days">Of all sets.</param>
/// <param name="endsBlock">One over the mean block length, above 0 to 1.</param>
internal sealed class ExcessReturns(int days, double endsBlock)
{
    private readonly double[] _series = new double[days];
    private readonly double[] _sums = new double[days + 1];

    /// <summary>A day's.</summary>
    public double Mean { get; private set; }

    /// <summary>
    /// Of the mean, by the variance that the stationary bootstrap has in the limit; 0 without variation.
    /// </summary>
    public double StandardError { get; private set; }

    /// <summary>Takes the place of the set before.</summary>
    public void Read(ReturnTable returns, int set, ReadOnlySpan<double> benchmark)
    {
        returns.CopyTo(set, 0, _series);
        for (var day = 0; day < days; day++)
        {
            _series[day] -= benchmark[day];
            _sums[day + 1] = _sums[day] + _series[day];
        }

        Mean = _series.Sum() / days;
        StandardError = StandardErrorOf(_series, Mean, endsBlock);
    }

    /// <summary>The mean over some blocks of days that are as long as the series together.</summary>
    public double MeanOver(ReadOnlySpan<BlockSampler.Block> blocks)
    {
        var sum = 0.0;
        foreach (var (start, length) in blocks)
        {
            var end = start + length;
            sum += _sums[Math.Min(end, days)] - _sums[start];
            if (end > days)
                sum += _sums[end - days];
        }

        return sum / days;
    }

    /// <summary>
    /// Politis and Romano 1994, lemma 1: each autocovariance, around the circle, counts by how likely both days are to
    /// be in one block and in one resample. Recursions over the days take the place of the sums over all pairs of days.
    /// </summary>
    internal static double StandardErrorOf(ReadOnlySpan<double> series, double mean, double endsBlock)
    {
        var days = series.Length;
        var goesOn = 1 - endsBlock;
        var tail = Math.Pow(goesOn, days);
        // Of what follows a day, each weighted by (1-p)^lag: the plain sum, and with the lag as a factor; beyond the
        // last day the first follows, for ever.
        var (sum, byLag) = (0.0, 0.0);
        for (var day = days - 1; day >= 0; day--)
            (sum, byLag) = Step(sum, byLag, series[day] - mean, goesOn);
        sum /= 1 - tail;
        byLag = (byLag + days * tail * sum) / (1 - tail);

        var (squares, products) = (0.0, 0.0);
        for (var day = days - 1; day >= 0; day--)
        {
            var value = series[day] - mean;
            squares += value * value;
            // Without what lies a whole round away or more.
            var near = sum - tail * (value + sum);
            var nearByLag = byLag - tail * (days * (value + sum) + byLag);
            products += value * (near - nearByLag / days);
            (sum, byLag) = Step(sum, byLag, value, goesOn);
        }

        var variance = (squares + 2 * products) / days;
        return squares > 0 && variance > 0 ? Math.Sqrt(variance / days) : 0;
    }

    /// <summary>From the sums of what follows a day to those of what follows the day before.</summary>
    private static (double Sum, double ByLag) Step(double sum, double byLag, double value, double goesOn) =>
        (goesOn * (value + sum), goesOn * (value + sum + byLag));
}
