using TradingBot.Research.Guard;
using TradingBot.Research.Inference;
using TradingBot.Research.WalkForward;
using TradingBot.Tests.Research.Inference;

namespace TradingBot.Tests.Research.Guard;

public class OverfittingGuardTests
{
    private const double Tolerance = 0.01;

    /// <summary>Every figure of the search that ../shared describes, from the set that it calls the best.</summary>
    [SharedDataFact(OverfitReference.File)]
    public void The_guard_of_a_real_search_says_what_others_have_computed_of_it()
    {
        var guard = OfRealSearch();

        guard.Deflated.Probability.Should().BeApproximately(0.6208, 1e-4);
        guard.Significance.Should().BeApproximately(0.99964, 1e-5);
        guard.Overfitting!.Probability.Should().BeApproximately(0.00155, 1e-5);
        guard.Overfitting.ProbabilityOfLoss.Should().BeApproximately(0.0222, 1e-4);
        guard.AgainstCash.Studentized.Consistent.Should().BeInRange(0.018 - Tolerance, 0.035 + Tolerance);
        guard.AgainstHolding.Studentized.Consistent.Should().BeGreaterThan(0.6 - Tolerance);
        guard.WalkForward!.Sharpe.Should().BeApproximately(0.69840, 1e-5);
        guard.BacktestYears.Should().BeApproximately(5.9, 0.05);
        guard.EffectiveByParticipation.Should().BeApproximately(1.39, 0.005);
    }

    [SharedDataFact(OverfitReference.File)]
    public void Of_that_search_it_says_what_speaks_against_it_first_and_what_was_made_in_the_end()
    {
        var guard = OfRealSearch();

        guard.Checks.Select(check => check.Mark).Should().BeInAscendingOrder();
        MarkOf(guard, "deflated Sharpe, 220 trials ever").Should().Be(GuardMark.Failed);
        MarkOf(guard, "beats holding").Should().Be(GuardMark.Failed);
        MarkOf(guard, "beats cash").Should().Be(GuardMark.Passed);
        MarkOf(guard, "overfitting (PBO)").Should().Be(GuardMark.Passed);
        MarkOf(guard, "years of data").Should().Be(GuardMark.Passed);
        GuardVerdict.Of(guard, "25/100/18", 34.06).Should().Be(
            "Do not believe this result yet. The best of 220 sets, 25/100/18, made +3406.0 %. Choosing sets as one "
            + "could have at the time made +297.9 %, on days when that set made +1673.8 % and holding +1608.4 %. "
            + "Some sets beat cash; none is shown to beat holding.");
    }

    /// <summary>The more that were tried, the less the same result is worth.</summary>
    [Fact]
    public void Trials_of_earlier_searches_count_and_can_only_take_away()
    {
        var once = OverfittingGuard.Of(InputOf(NoiseMatrix.ControlWithEdge, chosen: 17, ever: 0));
        var often = OverfittingGuard.Of(InputOf(NoiseMatrix.ControlWithEdge, chosen: 17, ever: 100_000));

        once.Deflated.Trials.Should().Be(100);
        once.Deflated.Probability.Should().BeGreaterThan(OverfittingGuard.Confidence);
        MarkOf(once, "deflated Sharpe, 100 trials ever").Should().Be(GuardMark.Passed);
        often.Deflated.Probability.Should().BeLessThan(OverfittingGuard.Confidence);
        MarkOf(often, "deflated Sharpe, 100000 trials ever").Should().Be(GuardMark.Failed);
        (often.BacktestYears > once.BacktestYears).Should().BeTrue();
    }

    [Fact]
    public void The_best_of_noise_is_not_to_be_believed()
    {
        var guard = OverfittingGuard.Of(InputOf(NoiseMatrix.Control, chosen: 37, ever: 0));

        guard.Significance.Should().BeGreaterThan(0.99);
        guard.Deflated.Probability.Should().BeApproximately(0.683, 5e-4);
        GuardVerdict.Of(guard, "noise", 1).Should().StartWith("Do not believe this result yet.");
    }

    [Fact]
    public void A_single_set_over_a_month_has_neither_overfitting_nor_walk_forward_and_says_so()
    {
        var matrix = NoiseMatrix.Of(1, 20, 3);

        var guard = OverfittingGuard.Of(InputOf(matrix, chosen: 0, ever: 1));

        (guard.Overfitting, guard.WalkForward).Should().Be((null, null));
        guard.Checks.Single(check => check.Name == "overfitting (PBO)").Figure.Should().Be("n/a");
        guard.Checks.Single(check => check.Name == "walk-forward").Reason.Should()
            .Be("20 days have no 24 whole months to train and 6 to test: see --train and --test");
        GuardVerdict.Of(guard, "fast=3", 0.1).Should()
            .StartWith("Too little is known to believe this result. The only set, fast=3, made +10.0 %.");
    }

    [Fact]
    public void A_decision_that_changes_speaks_against_the_result()
    {
        var input = InputOf(NoiseMatrix.ControlWithEdge, chosen: 17, ever: 0);

        var seen = OverfittingGuard.Of(
            input with { Truncation = new DecisionCheck(40, 1), WarmUp = new DecisionCheck(40, 0) });

        MarkOf(seen, "look-ahead").Should().Be(GuardMark.Failed);
        MarkOf(seen, "warm-up").Should().Be(GuardMark.Passed);
        OverfittingGuard.Of(input).Checks.Should().NotContain(check => check.Name == "look-ahead");
    }

    [Fact]
    public void Neighbours_and_edges_are_told_where_there_are_any()
    {
        var guard = OverfittingGuard.Of(InputOf(NoiseMatrix.Control, chosen: 37, ever: 0) with
        {
            Neighbours = [0.5, 1.5],
            Edges = ["slow", "signal"],
        });

        var near = guard.Checks.Single(check => check.Name == "its neighbours");
        (near.Value, near.Figure, near.Needs).Should().Be((1, "1.00", "worst 0.50"));
        guard.Checks.Single(check => check.Name == "edge of the ranges").Needs.Should().Be("slow, signal");
    }

    private static GuardMark MarkOf(OverfittingGuard guard, string name) =>
        guard.Checks.Single(check => check.Name == name).Mark;

    private static GuardInput InputOf(ReturnTable returns, int chosen, long ever) => new()
    {
        Returns = returns,
        Chosen = chosen,
        TrialsEver = ever,
        Holding = new double[returns.Days],
        Scheme = new WalkForwardScheme(24, 6),
        Resamples = 200,
    };

    private static OverfittingGuard OfRealSearch() => OverfittingGuard.Of(
        InputOf(OverfitReference.Matrix, TrialSharpes.Of(OverfitReference.Matrix).Best, ever: 220) with
        {
            Holding = OverfitReference.Holding,
            Resamples = 1000,
        });
}
