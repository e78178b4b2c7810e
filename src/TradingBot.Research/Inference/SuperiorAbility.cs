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
    public static SuperiorAbility Of(ReturnTable returns, double[] benchmark, ResamplePlan plan)
    {
        if (benchmark.Length != returns.Days)
        {
            throw new ArgumentException(
                $"the benchmark has {benchmark.Length} days, the sets have {returns.Days}", nameof(benchmark));
        }

        if (plan.Circular)
            throw new ArgumentException("the test is defined for the stationary bootstrap", nameof(plan));
        var sampler = new BlockSampler(plan, returns.Days);
        BlockSampler.Block[][] draws = [.. Enumerable.Range(0, plan.Resamples).Select(_ => sampler.Next().ToArray())];
        var all = new Highest(plan.Resamples);
        var guard = new Lock();
        // Whichever thread takes a set, the highest of all is the same.
        Parallel.For(
            0,
            returns.Sets,
            () => (Excess: new ExcessReturns(returns.Days, 1 / plan.BlockDays), Highest: new Highest(plan.Resamples)),
            (set, _, own) =>
            {
                own.Excess.Read(returns, set, benchmark);
                own.Highest.Add(set, own.Excess, draws, returns.Days);
                return own;
            },
            own =>
            {
                lock (guard)
                    all.Add(own.Highest);
            });
        return all.Judged();
    }

    /// <summary>
    /// p by what is assumed of the sets that did worse than the benchmark: that they are; that those not clearly worse
    /// are as good; that all are as good.
    /// </summary>
    public readonly record struct Probabilities(double Lower, double Consistent, double Upper);

    /// <summary>
    /// The best of some sets: as measured, and in each resample under each assumption of the sets that did worse.
    /// </summary>
    private sealed class Highest(int resamples)
    {
        private const int Assumptions = 3;

        private readonly double[] _distances = Lowest(resamples);
        private readonly double[] _ratios = Lowest(resamples);
        private int _best = -1;
        private double _excess = double.NegativeInfinity;
        private double _statistic;

        public void Add(int set, ExcessReturns excess, BlockSampler.Block[][] draws, int days)
        {
            var (mean, error) = (excess.Mean, excess.StandardError);
            Measure(set, mean);
            _statistic = Math.Max(_statistic, Ratio(mean, error));
            // Hansen's threshold: what is worse by more than √(2 ln ln n) standard errors is not taken for as good.
            var threshold = -Math.Sqrt(2 * Math.Log(Math.Log(days)));
            ReadOnlySpan<double> assumed = [Math.Max(mean, 0), mean >= threshold * error ? mean : 0, mean];
            for (var draw = 0; draw < draws.Length; draw++)
            {
                var drawn = excess.MeanOver(draws[draw]);
                for (var i = 0; i < Assumptions; i++)
                {
                    var (at, distance) = (draw * Assumptions + i, drawn - assumed[i]);
                    _distances[at] = Math.Max(_distances[at], distance);
                    _ratios[at] = Math.Max(_ratios[at], Ratio(distance, error));
                }
            }
        }

        public void Add(Highest others)
        {
            if (others._best < 0)
                return;
            Measure(others._best, others._excess);
            _statistic = Math.Max(_statistic, others._statistic);
            for (var i = 0; i < _distances.Length; i++)
            {
                _distances[i] = Math.Max(_distances[i], others._distances[i]);
                _ratios[i] = Math.Max(_ratios[i], others._ratios[i]);
            }
        }

        public SuperiorAbility Judged() => new(
            _best,
            _excess,
            _statistic,
            Above(_ratios, _statistic),
            Above(_distances, Math.Max(0, _excess)),
            Above(_distances, _excess));

        /// <summary>The first of equals.</summary>
        private void Measure(int set, double excess)
        {
            if (excess > _excess || (excess == _excess && set < _best))
                (_best, _excess) = (set, excess);
        }

        private static Probabilities Above(double[] highest, double measured)
        {
            var above = new int[Assumptions];
            for (var i = 0; i < highest.Length; i++)
                above[i % Assumptions] += highest[i] > measured ? 1 : 0;
            var draws = (double)highest.Length / Assumptions;
            return new Probabilities(above[0] / draws, above[1] / draws, above[2] / draws);
        }

        private static double[] Lowest(int resamples)
        {
            var values = new double[resamples * Assumptions];
            Array.Fill(values, double.NegativeInfinity);
            return values;
        }

        /// <summary>A set that is the benchmark itself is neither better nor worse.</summary>
        private static double Ratio(double mean, double error) => error > 0 ? mean / error : 0;
    }
}
