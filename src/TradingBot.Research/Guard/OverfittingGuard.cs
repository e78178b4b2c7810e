using TradingBot.Research.Inference;
using TradingBot.Research.WalkForward;

namespace TradingBot.Research.Guard;

/// <summary>
/// How far the best of a search may be believed. Sharpe ratios are a year's. No single test settles it: they look at
/// different ways of being fooled, so all of them are shown.
/// </summary>
internal sealed record OverfittingGuard
{
    /// <summary>What a probability must reach, and one of error must stay below the rest of.</summary>
    public const double Confidence = 0.95;

    /// <summary>Beyond so many sets the correlations of all pairs would take longer than the search.</summary>
    private const int MostCorrelated = 500;

    private const int Blocks = 16;

    private OverfittingGuard(GuardInput input)
    {
        Input = input;
        var returns = input.Returns;
        var series = returns.Series(input.Chosen);
        Best = Moments.Of(series);
        Sharpes = TrialSharpes.Of(returns);
        Significance = ProbabilisticSharpe.Probability(Best, 0);
        TrackRecordDays = ProbabilisticSharpe.MinimumTrackRecord(Best, 0);
        Deflated = DeflatedSharpe.Of(Best, Sharpes.Deviation, Math.Max(input.TrialsEver, returns.Sets));
        BacktestYears = DeflatedSharpe.MinimumBacktestYears(Deflated.Trials, Best.AnnualSharpe);
        EffectiveByCorrelation = EffectiveTrials.ByAverageCorrelation(returns);
        EffectiveByParticipation = returns.Sets <= MostCorrelated ? EffectiveTrials.ByParticipation(returns) : null;
        Overfitting = returns.Sets >= 2 && returns.Days >= 2 * Blocks ? BacktestOverfitting.Of(returns, Blocks) : null;
        var plan = new ResamplePlan(Math.Max(1, Math.Sqrt(returns.Days)), input.Resamples, input.Seed);
        AgainstCash = SuperiorAbility.Of(returns, new double[returns.Days], plan);
        AgainstHolding = SuperiorAbility.Of(returns, input.Holding, plan);
        WalkForward = input.Scheme.Windows(returns.FirstDay, returns.Days).Any()
            ? WalkForwardRun.Of(returns, input.Scheme) : null;
        BlockDays = returns.Days < 10 ? 1 : Math.Max(1, BlockLength.Optimal(series));
        Resampled = ResampledFigures.Of(series, plan with { BlockDays = BlockDays });
        Checks = [.. GuardChecks.Of(this).OrderBy(check => check.Mark)];
    }

    public GuardInput Input { get; }

    /// <summary>Of the chosen set's daily returns.</summary>
    public Moments Best { get; }

    /// <summary>Of all sets, a day's.</summary>
    public TrialSharpes Sharpes { get; }

    /// <summary>That the chosen set's true Sharpe ratio is above 0, as if nothing had been searched (PSR).</summary>
    public double Significance { get; }

    /// <summary>Days after which PSR reaches 0.95; null where the Sharpe ratio is not above 0.</summary>
    public double? TrackRecordDays { get; }

    /// <summary>With the number of trials ever run.</summary>
    public DeflatedSharpe Deflated { get; }

    /// <summary>Of data that a search of so many trials needs for such a Sharpe ratio; may be infinite.</summary>
    public double BacktestYears { get; }

    /// <inheritdoc cref="EffectiveTrials.ByAverageCorrelation"/>
    public double EffectiveByCorrelation { get; }

    /// <summary>The participation ratio; null for more than 500 sets.</summary>
    public double? EffectiveByParticipation { get; }

    /// <summary>PBO; null for a single set or less than 32 days.</summary>
    public BacktestOverfitting? Overfitting { get; }

    public SuperiorAbility AgainstCash { get; }

    public SuperiorAbility AgainstHolding { get; }

    /// <summary>Null where the days have no window.</summary>
    public WalkForwardRun? WalkForward { get; }

    /// <summary>Mean block of the bootstrap of the chosen set's returns.</summary>
    public double BlockDays { get; }

    /// <summary>Of the chosen set.</summary>
    public ResampledFigures Resampled { get; }

    /// <summary>Failures first, then what passed, then what is only to be known.</summary>
    public IReadOnlyList<GuardCheck> Checks { get; }

    /// <exception cref="ArgumentException">The benchmark is not of the same days.</exception>
    public static OverfittingGuard Of(GuardInput input) => new(input);

    /// <summary>How sure the chosen set's figures are: of series drawn anew from its days in blocks.</summary>
    /// <param name="Sharpe">A year's.</param>
    /// <param name="Cagr">A fraction.</param>
    /// <param name="Drawdown">Maximum drawdowns, fractions.</param>
    internal sealed record ResampledFigures(Resamples Sharpe, Resamples Cagr, Resamples Drawdown)
    {
        public static ResampledFigures Of(double[] series, ResamplePlan plan)
        {
            var figures = Resamples.Of(
                series, plan, DailyFigures.Sharpe, DailyFigures.Cagr, DailyFigures.MaximumDrawdown);
            return new ResampledFigures(figures[0], figures[1], figures[2]);
        }
    }
}
