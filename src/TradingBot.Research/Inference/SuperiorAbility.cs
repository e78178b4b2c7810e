namespace TradingBot.Research.Inference;

/// <summary>
/// Whether the best of many sets is better than a benchmark, given how many were tried: Hansen 2005, "A test for
/// superior predictive ability" (SPA), Journal of Business and Economic Statistics 23, on mean daily returns above the
/// benchmark's; and White 2000, "A reality check for data snooping", Econometrica 68. A small p says that some set
/// beats it; it does not say by how much.
/// </summary>
/// <param name="Best">The set with the highest mean return above the benchmark's, the first of equals.</param>
/// <param name="Excess">That mean, a day's; below 0 where no set was better.</param>
/// <param name="Statistic">The highest mean over its standard error, at least 0.</param>
/// <param name="Studentized">Hansen's test: each set's mean over its standard error.</param>
/// <param name="NotStudentized">The same on the means as they are: what varies most counts most.</param>
/// <param name="WithoutFloor">
/// The latter where a statistic below 0 counts as it is; the upper value is White's reality check.
/// </param>
internal sealed record SuperiorAbility(
    int Best,
    double Excess,
    double Statistic,
    SuperiorAbility.Probabilities Studentized,
    SuperiorAbility.Probabilities NotStudentized,
    SuperiorAbility.Probabilities WithoutFloor)
{
    /// <summary>White's p: that of the least favourable case, in which every set is as good as the benchmark.</summary>
    public double RealityCheck => WithoutFloor.Upper;

    /// <param name="returns">Of the sets that were tried, all of them.</param>
    /// <param name="benchmark">Daily returns over the same days: zeros for cash, or those of holding.</param>
    /// <param name="plan">
    /// Stationary bootstrap; a mean block of √days is usual. Below 1,000 resamples a p is coarse.
    /// </param>
    public static SuperiorAbility Of(ReturnMatrix returns, ReadOnlySpan<double> benchmark, ResamplePlan plan)
    {
        if (benchmark.Length != returns.Days)
        {
            throw new ArgumentException(
                $"the benchmark has {benchmark.Length} days, the sets have {returns.Days}", nameof(benchmark));
        }

        if (plan.Circular)
            throw new ArgumentException("the test is defined for the stationary bootstrap", nameof(plan));
        var sampler = new BlockSampler(plan, returns.Days);
        var differences = new ExcessReturns(returns, benchmark, 1 / plan.BlockDays);
        var counts = new Counts(differences);
        var means = new double[returns.Sets];
        for (var resample = 0; resample < plan.Resamples; resample++)
        {
            differences.MeansInto(means, sampler.Next());
            counts.Add(means);
        }

        var best = Array.IndexOf(differences.Means, differences.Means.Max());
        return new SuperiorAbility(
            best,
            differences.Means[best],
            counts.Statistic,
            counts.Studentized.Over(plan.Resamples),
            counts.Floored.Over(plan.Resamples),
            counts.Plain.Over(plan.Resamples));
    }

    /// <summary>
    /// p by what is assumed of the sets that did worse than the benchmark: that they are; that those not clearly worse
    /// are as good; that all are as good.
    /// </summary>
    public readonly record struct Probabilities(double Lower, double Consistent, double Upper);

    /// <summary>
    /// In how many resamples the best of all sets was above what was measured, under each assumption.
    /// </summary>
    private sealed class Counts
    {
        private const int Assumptions = 3;

        private readonly double[][] _assumed;
        private readonly double[] _errors;
        private readonly double _best;

        public Counts(ExcessReturns differences)
        {
            _errors = differences.StandardErrors;
            _best = differences.Means.Max();
            Statistic = Math.Max(0, differences.Means.Zip(_errors, Ratio).Max());
            // Hansen's threshold: what is worse by more than √(2 ln ln n) standard errors is not taken for as good.
            var threshold = -Math.Sqrt(2 * Math.Log(Math.Log(differences.Days)));
            _assumed =
            [
                [.. differences.Means.Select(mean => Math.Max(mean, 0))],
                [.. differences.Means.Zip(_errors, (mean, error) => mean >= threshold * error ? mean : 0)],
                differences.Means,
            ];
        }

        public double Statistic { get; }

        public Tally Studentized { get; } = new(Assumptions);

        public Tally Floored { get; } = new(Assumptions);

        public Tally Plain { get; } = new(Assumptions);

        /// <param name="means">Of a resample, in the order of the sets.</param>
        public void Add(double[] means)
        {
            for (var i = 0; i < Assumptions; i++)
            {
                var assumed = _assumed[i];
                var (highest, ratio) = (double.NegativeInfinity, double.NegativeInfinity);
                for (var set = 0; set < means.Length; set++)
                {
                    var distance = means[set] - assumed[set];
                    highest = Math.Max(highest, distance);
                    ratio = Math.Max(ratio, Ratio(distance, _errors[set]));
                }

                Studentized.Count(i, ratio > Statistic);
                Floored.Count(i, highest > Math.Max(0, _best));
                Plain.Count(i, highest > _best);
            }
        }

        /// <summary>A set that is the benchmark itself is neither better nor worse.</summary>
        private static double Ratio(double mean, double error) => error > 0 ? mean / error : 0;
    }

    private sealed class Tally(int assumptions)
    {
        private readonly int[] _above = new int[assumptions];

        public void Count(int assumption, bool isAbove) => _above[assumption] += isAbove ? 1 : 0;

        public Probabilities Over(double resamples) =>
            new(_above[0] / resamples, _above[1] / resamples, _above[2] / resamples);
    }
}
