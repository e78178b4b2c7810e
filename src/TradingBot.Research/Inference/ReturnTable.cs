namespace TradingBot.Research.Inference;

/// <summary>
/// The daily returns of many parameter sets over the same days, one set after the other: so many sets need not be in
/// memory together.
/// </summary>
internal abstract class ReturnTable
{
    /// <summary>UTC; each day follows the one before.</summary>
    public abstract DateOnly FirstDay { get; }

    /// <summary>At least one.</summary>
    public abstract int Sets { get; }

    /// <summary>At least one, the same for all sets.</summary>
    public abstract int Days { get; }

    /// <summary>Copies a set's returns, fractions; may be called on several threads.</summary>
    /// <param name="set">From 0.</param>
    /// <param name="from">The first day, from 0.</param>
    /// <param name="into">Gets as many as it is long.</param>
    public abstract void CopyTo(int set, int from, Span<double> into);

    public DateOnly DayAt(int day) => FirstDay.AddDays(day);

    /// <summary>A copy of one set's returns on all days.</summary>
    public double[] Series(int set) => Series(set, 0, Days);

    /// <summary>
    /// A copy of one set's returns on the days from <paramref name="from"/> up to before <paramref name="until"/>.
    /// </summary>
    public double[] Series(int set, int from, int until)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(set);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(set, Sets);
        var series = new double[until - from];
        CopyTo(set, from, series);
        return series;
    }
}
