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

    /// <summary>The sums of the days from <paramref name="from"/> up to before <paramref name="until"/>.</summary>
    public static SharpeSums Of(ReturnMatrix returns, int from, int until)
    {
        var sums = new SharpeSums(returns.Sets);
        for (var day = from; day < until; day++)
            sums.Add(returns.Row(day));
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

    private void Add(ReadOnlySpan<double> row)
    {
        Lanes.Add(_sums, row);
        for (var set = 0; set < row.Length; set++)
            _squares[set] += row[set] * row[set];
        _days++;
    }
}
