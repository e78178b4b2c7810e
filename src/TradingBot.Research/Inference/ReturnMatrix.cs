namespace TradingBot.Research.Inference;

/// <summary>A table in memory: a row a day, a column a set.</summary>
internal sealed class ReturnMatrix : ReturnTable
{
    private readonly double[] _values;

    /// <param name="firstDay">UTC; each row is the day after the one before.</param>
    /// <param name="names">Of the sets, in the order of the columns.</param>
    /// <param name="values">Row by row, fractions; not copied.</param>
    /// <exception cref="ArgumentException">No whole number of rows, or a value that is no number.</exception>
    public ReturnMatrix(DateOnly firstDay, IReadOnlyList<string> names, double[] values)
    {
        if (names.Count == 0 || values.Length == 0 || values.Length % names.Count != 0)
        {
            throw new ArgumentException(
                $"{values.Length} returns are no whole number of days of {names.Count} sets", nameof(values));
        }

        (FirstDay, Names, _values) = (firstDay, names, values);
        var wrong = Array.FindIndex(values, value => !double.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"return of {names[wrong % Sets]} on {DayAt(wrong / Sets):yyyy-MM-dd} is {values[wrong]}, not a number",
                nameof(values));
        }
    }

    public override DateOnly FirstDay { get; }

    public IReadOnlyList<string> Names { get; }

    public override int Sets => Names.Count;

    public override int Days => _values.Length / Names.Count;

    /// <summary>From one series a set, all of the same length.</summary>
    /// <param name="firstDay">UTC.</param>
    /// <param name="names">Of the sets.</param>
    /// <param name="series">Daily returns, fractions, in the order of the names.</param>
    /// <exception cref="ArgumentException">A series of another length; it is named.</exception>
    public static ReturnMatrix FromSeries(
        DateOnly firstDay, IReadOnlyList<string> names, IReadOnlyList<double[]> series)
    {
        if (series.Count != names.Count)
            throw new ArgumentException($"{series.Count} series for {names.Count} names", nameof(series));
        var days = series.Count == 0 ? 0 : series[0].Length;
        var values = new double[days * series.Count];
        for (var set = 0; set < series.Count; set++)
        {
            if (series[set].Length != days)
            {
                throw new ArgumentException(
                    $"{names[set]} has {series[set].Length} days, {names[0]} has {days}", nameof(series));
            }

            for (var day = 0; day < days; day++)
                values[day * series.Count + set] = series[set][day];
        }

        return new ReturnMatrix(firstDay, names, values);
    }

    public override void CopyTo(int set, int from, Span<double> into)
    {
        for (var day = 0; day < into.Length; day++)
            into[day] = _values[(from + day) * Sets + set];
    }
}
