using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class DeflatedSharpeTests
{
    [Fact]
    public void The_best_of_two_normal_values_is_about_half_a_deviation_up()
    {
        // (1-γ) z(1/2) + γ z(1 - 1/2e); the exact value is 1/√π = 0.564.
        DeflatedSharpe.ExpectedMaximum(2).Should()
            .BeApproximately(0.57721566490153286 * NormalDistribution.Quantile(1 - 1 / (2 * Math.E)), 1e-15)
            .And.BeApproximately(0.52, 0.005);
        DeflatedSharpe.ExpectedMaximum(1000).Should().BeApproximately(3.2414, 0.02); // exact: Harter 1961
    }

    [Fact]
    public void A_single_trial_is_not_deflated_and_fewer_are_refused()
    {
        var best = new Moments(500, 0.001, 0.02, 0, 3);

        DeflatedSharpe.Of(best, TrialSharpes.Of(NoiseMatrix.Of(1, 500, 1)).Deviation, 1).Should()
            .Be(new DeflatedSharpe(1, 0, ProbabilisticSharpe.Probability(best, 0)));
        FluentActions.Invoking(() => DeflatedSharpe.ExpectedMaximum(0.9)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => DeflatedSharpe.ExpectedMaximum(double.NaN))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void More_trials_deflate_more_and_none_of_them_inflates()
    {
        var best = new Moments(500, 0.001, 0.02, 0, 3);

        DeflatedSharpe[] deflated =
            [.. new[] { 1.01, 1.5, 2, 5, 36, 220, 10_000 }.Select(trials => DeflatedSharpe.Of(best, 0.03, trials))];

        deflated.Select(one => one.Probability).Should().BeInDescendingOrder();
        deflated.Should().OnlyContain(one => one.ExpectedBest >= 0);
        deflated[^1].Probability.Should().BeLessThan(deflated[2].Probability / 2);
    }

    [Fact]
    public void A_ratio_not_above_0_has_no_back_test_that_is_long_enough()
    {
        DeflatedSharpe.MinimumBacktestYears(10, 0).Should().Be(double.PositiveInfinity);
        DeflatedSharpe.MinimumBacktestYearsBound(10, -1).Should().Be(double.PositiveInfinity);
        // The paper's example: after 45 trials five years of data are needed for an expected best of 1.
        DeflatedSharpe.MinimumBacktestYears(45, 1).Should().BeApproximately(5, 0.15);
    }

    [Fact]
    public void A_set_that_never_traded_is_neither_the_best_nor_part_of_the_spread()
    {
        var trials = new TrialSharpes([double.NaN, -0.1, 0.1, 0.1]);

        trials.Best.Should().Be(2);
        trials.Deviation.Should().BeApproximately(Math.Sqrt(0.04 * 2 / 3 / 2), 1e-15);
        trials.Median.Should().Be(0.1);
        trials.ShareAboveZero.Should().Be(0.5);
        new TrialSharpes([double.NaN]).Best.Should().Be(-1);
    }

    [SharedDataFact(OverfitReference.File)]
    public void The_best_of_a_real_search_is_deflated_as_the_published_programs_do()
    {
        var matrix = OverfitReference.Matrix;
        var trials = TrialSharpes.Of(matrix);
        var best = Moments.Of(matrix.Series(trials.Best));
        var counts = new Dictionary<string, double>
        {
            ["all 220 trials"] = matrix.Sets,
            ["implied independent trials rho+(1-rho)N, not rounded"] = EffectiveTrials.ByAverageCorrelation(matrix),
            ["the same, int()+1 as in rubenbriones"] = Math.Floor(EffectiveTrials.ByAverageCorrelation(matrix)) + 1,
            ["participation ratio of the correlation eigenvalues"] = EffectiveTrials.ByParticipation(matrix),
        };

        Agree(trials.Deviation * trials.Deviation, "dsr", "variance_of_daily_sharpes_ddof1");
        Agree(EffectiveTrials.AverageCorrelation(matrix), "dsr", "average_correlation");
        Agree(best.AnnualSharpe, "best", "sharpe_annual");
        Agree(best.Skew, "best", "skew_g1");
        Agree(best.Kurtosis, "best", "kurtosis_pearson");
        Agree(ProbabilisticSharpe.Probability(best, 0), "dsr", "psr_vs_0");
        foreach (var (name, count) in counts)
        {
            var deflated = DeflatedSharpe.Of(best, trials.Deviation, count);
            Agree(count, "dsr", "by_N", name, "N");
            Agree(deflated.ExpectedBest, "dsr", "by_N", name, "sr0_daily");
            Agree(deflated.Probability, "dsr", "by_N", name, "dsr");
        }

        Agree(DeflatedSharpe.ExpectedMaximum(220), "dsr", "pypbo", "expected_max(220)");
        var years = OverfitReference.Value("dsr", "pypbo", "minBTL_years(N=220, sharpe annual)");
        OverfitReference.ShouldAgree(
            DeflatedSharpe.MinimumBacktestYears(220, best.AnnualSharpe), years[0].GetDouble(), "years");
        OverfitReference.ShouldAgree(
            DeflatedSharpe.MinimumBacktestYearsBound(220, best.AnnualSharpe), years[1].GetDouble(), "bound");

        static void Agree(double value, params string[] path) =>
            OverfitReference.ShouldAgree(value, OverfitReference.Value(path).GetDouble(), string.Join('/', path));
    }
}
