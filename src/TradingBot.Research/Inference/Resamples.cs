namespace TradingBot.Research.Inference;

/// <summary>The values of one figure in many resamples of a series, and what share of them lies where.</summary>
internal sealed class Resamples
{
    private readonly double[] _sorted;

    private Resamples(double[] values)
    {
        Values = values;
        _sorted = [.. values.Where(value => !double.IsNaN(value))];
        Array.Sort(_sorted);
    }

    /// <summary>In the order they were drawn; NaN where the figure could not be computed.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Resamples in which the figure could not be computed; the shares below leave them out.</summary>
    public int Undefined => Values.Count - _sorted.Length;

    /// <summary>Several figures of the same resamples.</summary>
    /// <param name="returns">A day's each, or a trade's; fractions. At least one.</param>
    /// <param name="plan">How they are drawn.</param>
    /// <param name="figures">Such as those of <see cref="DailyFigures"/>.</param>
    public static Resamples[] Of(
        ReadOnlySpan<double> returns,
        ResamplePlan plan,
        params ReadOnlySpan<Func<ReadOnlySpan<double>, double>> figures)
    {
        var sampler = new BlockSampler(plan, returns.Length);
        var values = new double[figures.Length][];
        for (var i = 0; i < figures.Length; i++)
            values[i] = new double[plan.Resamples];
        var drawn = new double[returns.Length];
        for (var resample = 0; resample < plan.Resamples; resample++)
        {
            Fill(drawn, returns, sampler.Next());
            for (var i = 0; i < figures.Length; i++)
                values[i][resample] = figures[i](drawn);
        }

        return [.. values.Select(figure => new Resamples(figure))];
    }

    /// <summary>
    /// The deepest fall of the equity when the trades come in other orders and numbers: each resample draws as many
    /// trades as there were, any of them again and again. Trades are taken as independent; blocks of days
    /// (<see cref="Of"/>) keep what follows each other together.
    /// </summary>
    /// <param name="returns">A trade's each: profit over the equity at its entry. At least one.</param>
    /// <param name="resamples">At least 1.</param>
    /// <param name="seed">Of all draws.</param>
    public static Resamples DrawdownOfTrades(ReadOnlySpan<double> returns, int resamples, ulong seed) =>
        Of(returns, new ResamplePlan(1, resamples, seed, Circular: true), DailyFigures.MaximumDrawdown)[0];

    /// <summary>The value that a share of the resamples is below, interpolated.</summary>
    /// <param name="share">0 to 1; 0.95 is the 95th percentile.</param>
    /// <returns>NaN where no resample has a value.</returns>
    public double Percentile(double share) => Percentiles.OfSorted(_sorted, share);

    /// <summary>The percentile interval that holds the middle share of the resamples.</summary>
    /// <param name="confidence">Such as 0.95, for the percentiles 2.5 and 97.5.</param>
    public (double Low, double High) Interval(double confidence) =>
        (Percentile((1 - confidence) / 2), Percentile((1 + confidence) / 2));

    /// <summary>The share of the resamples at or below a value; NaN without any.</summary>
    public double ShareAtMost(double value) => (double)_sorted.Count(drawn => drawn <= value) / _sorted.Length;

    /// <summary>Puts a resample together.</summary>
    internal static void Fill(double[] drawn, ReadOnlySpan<double> returns, ReadOnlySpan<BlockSampler.Block> blocks)
    {
        var at = 0;
        foreach (var (start, length) in blocks)
        {
            var beforeEnd = Math.Min(length, returns.Length - start);
            returns.Slice(start, beforeEnd).CopyTo(drawn.AsSpan(at));
            returns[..(length - beforeEnd)].CopyTo(drawn.AsSpan(at + beforeEnd));
            at += length;
        }
    }
}
