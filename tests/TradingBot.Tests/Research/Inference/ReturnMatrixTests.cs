using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class ReturnMatrixTests
{
    private static readonly DateOnly Day = new(2020, 2, 28);

    [Fact]
    public void A_row_is_a_day_and_a_series_is_a_set()
    {
        var matrix = ReturnMatrix.FromSeries(Day, ["a", "b"], [[1, 2, 3], [4, 5, 6]]);

        (matrix.Days, matrix.Sets).Should().Be((3, 2));
        matrix.Series(1).Should().Equal(4, 5, 6);
        matrix.Series(0, 1, 3).Should().Equal(2, 3);
        matrix.DayAt(2).Should().Be(new DateOnly(2020, 3, 1));
    }

    [Fact]
    public void Series_of_different_lengths_are_refused_by_name() =>
        FluentActions.Invoking(() => ReturnMatrix.FromSeries(Day, ["a", "b"], [[1, 2], [1]]))
            .Should().Throw<ArgumentException>().WithMessage("b has 1 days, a has 2*");

    [Fact]
    public void A_return_that_is_no_number_is_refused_with_its_set_and_day() =>
        FluentActions.Invoking(() => new ReturnMatrix(Day, ["a", "b"], [0, 0, 0, double.NaN]))
            .Should().Throw<ArgumentException>().WithMessage("return of b on 2020-02-29 is NaN*");

    [Fact]
    public void An_incomplete_day_and_no_sets_are_refused()
    {
        FluentActions.Invoking(() => new ReturnMatrix(Day, ["a", "b"], [0, 0, 0])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new ReturnMatrix(Day, [], [])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ReturnMatrix.FromSeries(Day, ["a"], [[1], [1]]))
            .Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_series_of_no_set_is_refused()
    {
        var matrix = ReturnMatrix.FromSeries(Day, ["a", "b"], [[1, 2, 3], [4, 5, 6]]);

        matrix.Invoking(it => it.Series(2)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [SharedDataFact(OverfitReference.File)]
    public void The_real_search_is_read_whole()
    {
        var trials = TrialSharpes.Of(OverfitReference.Matrix);

        (OverfitReference.Matrix.Days, OverfitReference.Matrix.Sets).Should().Be((2922, 220));
        OverfitReference.Matrix.DayAt(2921).Should().Be(new DateOnly(2022, 12, 31));
        OverfitReference.Matrix.Names[trials.Best].Should().Be("25_100_18");
        OverfitReference.ShouldAgree(
            trials.Median * Math.Sqrt(365), OverfitReference.Value("median_sharpe").GetDouble(), "median");
        OverfitReference.ShouldAgree(
            trials.ShareAboveZero, OverfitReference.Value("share_positive_sharpe").GetDouble(), "above 0");
    }
}
