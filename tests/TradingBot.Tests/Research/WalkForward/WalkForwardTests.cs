using TradingBot.Research.Inference;
using TradingBot.Research.WalkForward;
using TradingBot.Tests.Research.Inference;

namespace TradingBot.Tests.Research.WalkForward;

public class WalkForwardTests
{
    [Fact]
    public void Rolling_windows_go_on_by_the_length_of_the_test() =>
        new WalkForwardScheme(3, 2).Windows(new DateOnly(2020, 1, 1), 366).Should().Equal(
            Window("2020-01-01", "2020-04-01", "2020-06-01"),
            Window("2020-03-01", "2020-06-01", "2020-08-01"),
            Window("2020-05-01", "2020-08-01", "2020-10-01"),
            Window("2020-07-01", "2020-10-01", "2020-12-01"));

    [Fact]
    public void Anchored_windows_all_begin_with_the_first() =>
        new WalkForwardScheme(6, 3, IsAnchored: true).Windows(new DateOnly(2020, 1, 1), 366).Should().Equal(
            Window("2020-01-01", "2020-07-01", "2020-10-01"),
            Window("2020-01-01", "2020-10-01", "2021-01-01"));

    [Fact]
    public void Windows_begin_with_the_first_whole_month_and_a_test_that_is_cut_short_is_left_out()
    {
        var scheme = new WalkForwardScheme(1, 1);

        scheme.Windows(new DateOnly(2021, 1, 2), 89).Should()
            .Equal(Window("2021-02-01", "2021-03-01", "2021-04-01"));
        scheme.Windows(new DateOnly(2021, 1, 2), 88).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Windows_without_a_month_are_refused(int train, int test) =>
        FluentActions.Invoking(() => new WalkForwardScheme(train, test).Windows(new DateOnly(2020, 1, 1), 366))
            .Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void A_history_too_short_for_one_window_says_what_is_missing() =>
        FluentActions.Invoking(() => WalkForwardRun.Of(NoiseMatrix.Of(2, 50, 1), new WalkForwardScheme(1, 1)))
            .Should().Throw<ArgumentException>()
            .WithMessage("50 days from 2020-01-01 have no 1 whole months to train and 1 to test*");

    /// <summary>Two sets that change places each quarter: what was better on the train is worse on the test.</summary>
    [Fact]
    public void The_set_that_was_best_before_is_used_afterwards_and_nothing_of_the_test_is_known()
    {
        var matrix = ReturnMatrix.FromSeries(
            new DateOnly(2021, 1, 1), ["odd", "even"], [Quarters(1), Quarters(-1)]);

        var run = WalkForwardRun.Of(matrix, new WalkForwardScheme(3, 3));

        run.Windows.Select(window => window.Chosen).Should().Equal(0, 1, 0);
        run.Windows.Should().OnlyContain(window => window.Rank == 2 && window.InSample > 0 && window.OutOfSample < 0);
        run.Changes.Should().Be(2);
        run.InProfit.Should().Be(0);
        run.Sharpe.Should().BeLessThan(0);
        run.EfficiencyBySharpe.Should().BeLessThan(0);
        run.MeanRank.Should().Be(2);
    }

    [Fact]
    public void The_tests_joined_together_are_the_chosen_sets_own_returns()
    {
        var noise = NoiseMatrix.Of(7, 366, 12);

        var run = WalkForwardRun.Of(noise, new WalkForwardScheme(4, 2));

        double[] expected = [.. run.Windows.SelectMany(window => noise.Series(window.Chosen)
            .Take(DayOf(window.Dates.TestEnd)).Skip(DayOf(window.Dates.TestFrom)))];
        run.Stitched.Should().Equal(expected).And.HaveCount(366 - 121);
        run.BestReturns.Should().Equal(noise.Series(TrialSharpes.Of(noise).Best).Skip(121));
        run.SharpeLost.Should().BeApproximately(DailyFigures.Sharpe(run.BestReturns) - run.Sharpe, 1e-12);
        foreach (var window in run.Windows)
        {
            var sharpes = Enumerable.Range(0, 7).Select(set => DailyFigures.Sharpe(
                noise.Series(set, DayOf(window.Dates.TrainFrom), DayOf(window.Dates.TestFrom)))).ToList();
            window.InSample.Should().BeApproximately(sharpes.Max(), 1e-10);
            window.Chosen.Should().Be(sharpes.IndexOf(sharpes.Max()));
        }

        static int DayOf(DateOnly day) => day.DayNumber - new DateOnly(2020, 1, 1).DayNumber;
    }

    [Fact]
    public void Where_all_sets_lose_the_one_that_never_traded_is_chosen_and_there_is_no_efficiency()
    {
        double[] losing = [.. Quarters(1).Select(value => value - 0.05)];
        var matrix = ReturnMatrix.FromSeries(
            new DateOnly(2021, 1, 1), ["losing", "flat"], [losing, new double[365]]);

        var run = WalkForwardRun.Of(matrix, new WalkForwardScheme(3, 3));

        run.Windows.Should().OnlyContain(window => window.Chosen == 1 && window.InSample == 0 && window.Rank == 1);
        run.Stitched.Should().OnlyContain(value => value == 0);
        run.EfficiencyBySharpe.Should().Be(double.NaN);
        run.EfficiencyByGrowth.Should().Be(double.NaN);
    }

    [Fact]
    public void Two_losses_make_no_efficiency()
    {
        var noise = NoiseMatrix.Of(3, 366, 1);
        double[][] losing =
            [.. Enumerable.Range(0, 3).Select(set => noise.Series(set).Select(value => value - 0.03).ToArray())];

        var run = WalkForwardRun.Of(
            ReturnMatrix.FromSeries(noise.FirstDay, noise.Names, losing), new WalkForwardScheme(3, 3));

        run.MeanInSample.Should().BeLessThan(0);
        run.EfficiencyBySharpe.Should().Be(double.NaN);
        run.EfficiencyByGrowth.Should().Be(double.NaN);
    }

    [SharedDataFact(OverfitReference.File)]
    public void A_real_search_walks_forward_as_published()
    {
        Agree("rolling 24m train 6m test", new WalkForwardScheme(24, 6));
        Agree("anchored from 2015 first train 24m, 6m test", new WalkForwardScheme(24, 6, IsAnchored: true));
        Agree("rolling 12m train 3m test", new WalkForwardScheme(12, 3));
    }

    [SharedDataFact(OverfitReference.File)]
    public void The_best_of_the_whole_history_made_more_on_the_same_days()
    {
        var expected = OverfitReference.Value(
            "walk_forward", "for comparison: best of the whole sample over the same test days");

        var run = WalkForwardRun.Of(OverfitReference.Matrix, new WalkForwardScheme(24, 6));

        OverfitReference.Matrix.Names[run.BestOfWhole].Should().Be(expected.GetProperty("set").GetString());
        OverfitReference.ShouldAgree(
            DailyFigures.Sharpe(run.BestReturns), expected.GetProperty("sharpe").GetDouble(), "Sharpe");
        OverfitReference.ShouldAgree(
            DailyFigures.TotalReturn(run.BestReturns), expected.GetProperty("total_return").GetDouble(), "return");
    }

    private static void Agree(string name, WalkForwardScheme scheme)
    {
        var expected = OverfitReference.Value("walk_forward", name);

        var run = WalkForwardRun.Of(OverfitReference.Matrix, scheme);

        Equal("oos_days", run.Stitched.Length);
        Equal("oos_sharpe", run.Sharpe);
        Equal("oos_total_return", DailyFigures.TotalReturn(run.Stitched));
        Equal("oos_max_drawdown", DailyFigures.MaximumDrawdown(run.Stitched));
        Equal("mean_is_sharpe", run.MeanInSample);
        Equal("walk_forward_efficiency_mean_annualised_return", run.EfficiencyByGrowth);
        Equal("walk_forward_efficiency_sharpe", run.EfficiencyBySharpe);
        Equal("windows_with_profit", run.InProfit);
        Equal("windows_count", run.Windows.Count);
        Equal("mean_oos_rank_of_220", run.MeanRank);
        foreach (var (window, row) in run.Windows.Zip(expected.GetProperty("windows").EnumerateArray()))
            WindowTable.ShouldAgree(window, row);

        void Equal(string figure, double value) =>
            OverfitReference.ShouldAgree(value, expected.GetProperty(figure).GetDouble(), $"{figure} of {name}");
    }

    private static double[] Quarters(int sign) =>
        [.. Enumerable.Range(0, 365).Select(day =>
            (new DateOnly(2021, 1, 1).AddDays(day).Month - 1) / 3 % 2 == 0
                ? Wave(day) + 0.01 * sign
                : Wave(day) - 0.01 * sign)];

    private static double Wave(int day) => day % 2 == 0 ? 0.02 : -0.02;

    private static WalkForwardScheme.Window Window(string train, string test, string end) =>
        new(Parse(train), Parse(test), Parse(end));

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
