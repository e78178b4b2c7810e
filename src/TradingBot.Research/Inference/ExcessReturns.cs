namespace TradingBot.Research.Inference;

/// <summary>
/// Daily returns of many sets above a benchmark's, summed so that a block of days costs no more than a day.
/// </summary>
internal sealed class ExcessReturns
{
    private readonly double[] _sums;
    private readonly int _sets;

    /// <param name="returns">Of the sets.</param>
    /// <param name="benchmark">Over the same days.</param>
    /// <param name="endsBlock">One over the mean block length, above 0 to 1.</param>
    public ExcessReturns(ReturnMatrix returns, ReadOnlySpan<double> benchmark, double endsBlock)
    {
        (Days, _sets) = (returns.Days, returns.Sets);
        _sums = new double[(Days + 1) * _sets];
        for (var day = 0; day < Days; day++)
        {
            var row = returns.Row(day);
            var before = SumsBefore(day);
            var after = _sums.AsSpan((day + 1) * _sets, _sets);
            for (var set = 0; set < _sets; set++)
                after[set] = before[set] + (row[set] - benchmark[day]);
        }

        Means = new double[_sets];
        StandardErrors = new double[_sets];
        for (var set = 0; set < _sets; set++)
        {
            var series = returns.Series(set);
            for (var day = 0; day < Days; day++)
                series[day] -= benchmark[day];
            Means[set] = series.Sum() / Days;
            StandardErrors[set] = StandardError(series, Means[set], endsBlock);
        }
    }

    public int Days { get; }

    /// <summary>A day's, in the order of the sets.</summary>
    public double[] Means { get; }

    /// <summary>
    /// Of the means, by the variance that the stationary bootstrap has in the limit; 0 without variation.
    /// </summary>
    public double[] StandardErrors { get; }

    /// <summary>The means over some blocks of days that are as long as the series together.</summary>
    public void MeansInto(Span<double> means, ReadOnlySpan<BlockSampler.Block> blocks)
    {
        means.Clear();
        foreach (var (start, length) in blocks)
        {
            var end = start + length;
            Lanes.AddDifference(means, SumsBefore(Math.Min(end, Days)), SumsBefore(start));
            if (end > Days)
                Lanes.Add(means, SumsBefore(end - Days));
        }

        for (var set = 0; set < means.Length; set++)
            means[set] /= Days;
    }

    /// <summary>
    /// Politis and Romano 1994, lemma 1: each autocovariance, around the circle, counts by how likely both days are to
    /// be in one block and in one resample. Recursions over the days take the place of the sums over all pairs of days.
    /// </summary>
    internal static double StandardError(ReadOnlySpan<double> series, double mean, double endsBlock)
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

    private ReadOnlySpan<double> SumsBefore(int day) => _sums.AsSpan(day * _sets, _sets);
}
