using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class ProbabilisticSharpeTests
{
    /// <summary>By hand: the variance of a Sharpe ratio of 0.5 with skew -1 and kurtosis 5 is 1 + 0.5 + 0.25.</summary>
    private static readonly Moments Skewed = new(101, 0.01, 0.02, -1, 5);

    [Fact]
    public void The_error_of_a_Sharpe_ratio_grows_with_negative_skew_and_fat_tails()
    {
        ProbabilisticSharpe.StandardError(Skewed).Should().BeApproximately(Math.Sqrt(1.75 / 100), 1e-15);
        ProbabilisticSharpe.StandardError(new Moments(101, 0.01, 0.02, 0, 3))
            .Should().BeApproximately(Math.Sqrt((1 + 0.125) / 100), 1e-15);
    }

    [Fact]
    public void At_the_benchmark_itself_the_odds_are_even() =>
        ProbabilisticSharpe.Probability(Skewed, 0.5).Should().Be(0.5);

    [Fact]
    public void It_falls_with_the_benchmark_and_rises_with_the_days()
    {
        double[] byBenchmark =
            [.. Enumerable.Range(0, 20).Select(i => ProbabilisticSharpe.Probability(Skewed, 0.2 + 0.03 * i))];
        double[] byDays = [.. Enumerable.Range(1, 20)
            .Select(i => ProbabilisticSharpe.Probability(Skewed with { Count = 10 * i }, 0.3))];

        byBenchmark.Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
        byDays.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void After_the_minimum_track_record_one_is_exactly_so_sure()
    {
        var moments = new Moments(100, 0.002, 0.02, 0.3, 6);

        var days = ProbabilisticSharpe.MinimumTrackRecord(moments, 0.03, 0.9)!.Value;

        // The record need not be whole days: the formula of the probability with it in place of the count.
        var deviations = (moments.Sharpe - 0.03)
            / (ProbabilisticSharpe.StandardError(moments) * Math.Sqrt(99 / (days - 1)));
        NormalDistribution.Cumulative(deviations).Should().BeApproximately(0.9, 1e-12);
    }

    [Fact]
    public void No_track_record_proves_a_ratio_that_is_not_above_the_benchmark()
    {
        ProbabilisticSharpe.MinimumTrackRecord(Skewed, 0.5).Should().BeNull();
        ProbabilisticSharpe.MinimumTrackRecord(Moments.Of([0, 0, 0]), 0).Should().BeNull();
        FluentActions.Invoking(() => ProbabilisticSharpe.MinimumTrackRecord(Skewed, 0, 0.4))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Without_a_Sharpe_ratio_there_is_no_probability() =>
        ProbabilisticSharpe.Probability(Moments.Of([0, 0, 0]), 0).Should().Be(double.NaN);

    [SharedDataFact(OverfitReference.Cases)]
    public void Three_runs_are_as_sure_as_the_published_programs_say()
    {
        foreach (var run in new[] { "losing", "winning", "short" })
        {
            var moments = Moments.Of(OverfitReference.ReturnsOf(run));

            Agree("sharpe_standard_error_daily", ProbabilisticSharpe.StandardError(moments));
            Agree("psr_vs_0", ProbabilisticSharpe.Probability(moments, 0));
            Agree("psr_vs_1_a_year", ProbabilisticSharpe.Probability(moments, 1 / Math.Sqrt(365)));
            Agree("min_track_record_days_vs_0_at_95", ProbabilisticSharpe.MinimumTrackRecord(moments, 0));

            void Agree(string figure, double? value)
            {
                var expected = OverfitReference.ValueOfCase(run, "convention", figure);
                if (value is { } known)
                    OverfitReference.ShouldAgree(known, expected.GetDouble(), $"{figure} of {run}");
                else
                    expected.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null, $"{figure} of {run}");
            }
        }
    }
}
