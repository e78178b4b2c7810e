namespace TradingBot.Research.Inference;

/// <summary>
/// Sums over some days of all sets' returns and of their squares, from which the sets' Sharpe ratios follow. Sums of
/// blocks of days are added, not the days again.
/// </summary>
internal sealed class SharpeSums(int sets)
{
    /// <summary>
    /// What a variance is at least, as a share of the mean square: below, it is rounding of equal returns.
    /// </summary>
    private const double LeastVariation = 1e-12;

    private readonly double[] _sums = new double[sets];
    private readonly double[] _squares = new double[sets];
    private int _days;

    /// <summary>The sums of some ranges of days, for which the returns of each set are read once.</summary>
    /// <param name="returns">Of the sets.</param>
    /// <param name="ranges">Each from a first day up to before an end.</param>
    public static SharpeSums[] Of(ReturnTable returns, IReadOnlyList<(int From, int Until)> ranges)
    {
        SharpeSums[] sums = [.. ranges.Select(_ => new SharpeSums(returns.Sets))];
        var series = new double[returns.Days];
        for (var set = 0; set < returns.Sets; set++)
        {
            returns.CopyTo(set, 0, series);
            for (var range = 0; range < sums.Length; range++)
            {
                var (from, until) = ranges[range];
                sums[range].Set(set, series.AsSpan(from, until - from));
            }
        }

        return sums;
    }

    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_squares);
        _days = 0;
    }

    public void Add(SharpeSums days)
    {
        Lanes.Add(_sums, days._sums);
        Lanes.Add(_squares, days._squares);
        _days += days._days;
    }

    /// <summary>
    /// The daily Sharpe ratio of each set; 0 for one whose returns are all the same, so that it can be ranked.
    /// </summary>
    public void SharpesInto(Span<double> sharpes)
    {
        for (var set = 0; set < sharpes.Length; set++)
        {
            var mean = _sums[set] / _days;
            var variance = (_squares[set] - _sums[set] * mean) / (_days - 1);
            var isFlat = !(variance * _days > LeastVariation * _squares[set]);
            sharpes[set] = isFlat ? 0 : mean / Math.Sqrt(variance);
        }
    }

    private void Set(int set, ReadOnlySpan<double> days)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in days)
        {
            sum += value;
            squares += value * value;
        }

        (_sums[set], _squares[set], _days) = (sum, squares, days.Length);
    }
}
