using TradingBot.Research.Inference;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>
/// The ratios of many resamples of a run's days. A day of the run and the same day of holding stay together, so that
/// what is against holding has intervals too.
/// </summary>
internal sealed class RatioResamples
{
    /// <summary>Of all intervals.</summary>
    public const double Confidence = 0.95;

    /// <summary>What a fit or a deviation needs.</summary>
    private const int LeastDays = 10;

    private const int Count = 2000;
    private const ulong Seed = 42;
    private readonly DayRatios[] _values;

    private RatioResamples(ResamplePlan plan, DayRatios[] values) => (Plan, _values) = (plan, values);

    public ResamplePlan Plan { get; }

    /// <summary>How many there are; 0 of a run of fewer than ten days.</summary>
    public int Drawn => _values.Length;

    /// <summary>With blocks as long as the days' memory asks for.</summary>
    public static RatioResamples Of(DailySeries days)
    {
        if (days.Returns.Length < LeastDays)
            return new RatioResamples(new ResamplePlan(1, Count, Seed), []);
        var squares = new double[days.Returns.Length];
        for (var day = 0; day < squares.Length; day++)
            squares[day] = days.Returns[day] * days.Returns[day];
        var longest = Math.Max(BlockLength.Optimal(days.Returns), BlockLength.Optimal(squares));
        return Of(days, new ResamplePlan(Math.Max(1, longest), Count, Seed));
    }

    public static RatioResamples Of(DailySeries days, ResamplePlan plan)
    {
        var (returns, holding) = (new double[days.Returns.Length], new double[days.Holding.Length]);
        var sampler = new BlockSampler(plan, returns.Length);
        var values = new DayRatios[plan.Resamples];
        for (var resample = 0; resample < values.Length; resample++)
        {
            var blocks = sampler.Next();
            Resamples.Fill(returns, days.Returns, blocks);
            if (!days.Holding.IsEmpty)
                Resamples.Fill(holding, days.Holding, blocks);
            values[resample] = DayRatios.Of(returns, holding);
        }

        return new RatioResamples(plan, values);
    }

    /// <summary>Holds the middle 95 % of the resamples.</summary>
    /// <param name="figure">One of the ratios.</param>
    /// <returns>NaN where no resample has a value.</returns>
    public FigureInterval Interval(Func<DayRatios, double> figure)
    {
        var sorted = Sorted(figure);
        return new FigureInterval(
            Percentiles.OfSorted(sorted, (1 - Confidence) / 2),
            Percentiles.OfSorted(sorted, (1 + Confidence) / 2),
            Confidence);
    }

    /// <summary>What a share of the resamples is below.</summary>
    /// <returns>NaN where no resample has a value.</returns>
    public double Percentile(Func<DayRatios, double> figure, double share) =>
        Percentiles.OfSorted(Sorted(figure), share);

    /// <summary>The share of the resamples at or below a value; NaN without any.</summary>
    public double ShareAtMost(Func<DayRatios, double> figure, double value)
    {
        var sorted = Sorted(figure);
        return (double)sorted.Count(drawn => drawn <= value) / sorted.Length;
    }

    private double[] Sorted(Func<DayRatios, double> figure)
    {
        double[] sorted = [.. _values.Select(figure).Where(value => !double.IsNaN(value))];
        Array.Sort(sorted);
        return sorted;
    }
}
