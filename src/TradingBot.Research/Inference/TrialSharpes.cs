namespace TradingBot.Research.Inference;

/// <summary>The Sharpe ratios of all trials of a search, a day's.</summary>
internal sealed class TrialSharpes
{
    private readonly double[] _known;

    /// <param name="daily">In the order of the sets; NaN for a set whose returns are all the same.</param>
    public TrialSharpes(IReadOnlyList<double> daily)
    {
        Daily = daily;
        _known = [.. daily.Where(double.IsFinite).Order()];
        Deviation = Moments.OfFirstTwo(_known).Deviation;
    }

    public IReadOnlyList<double> Daily { get; }

    /// <summary>Standard deviation (n - 1) of those that have a Sharpe ratio; NaN for fewer than two.</summary>
    public double Deviation { get; }

    /// <summary>The set with the highest, the first of equals; -1 where none has a Sharpe ratio.</summary>
    public int Best => Daily.Index().Where(trial => double.IsFinite(trial.Item))
        .Aggregate(-1, (best, trial) => best < 0 || trial.Item > Daily[best] ? trial.Index : best);

    /// <summary>Of those that have a Sharpe ratio; NaN without any.</summary>
    public double Median => Percentiles.OfSorted(_known, 0.5);

    /// <summary>Of all trials, a fraction.</summary>
    public double ShareAboveZero => (double)_known.Count(sharpe => sharpe > 0) / Daily.Count;

    public static TrialSharpes Of(ReturnTable returns) =>
        new([.. Enumerable.Range(0, returns.Sets).Select(set => Moments.OfFirstTwo(returns.Series(set)).Sharpe)]);
}
