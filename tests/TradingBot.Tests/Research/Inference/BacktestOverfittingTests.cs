using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class BacktestOverfittingTests
{
    private static readonly DateOnly Day = new(2020, 1, 1);

    [Fact]
    public void A_set_that_is_best_in_every_block_is_never_overfitted()
    {
        var overfitting = BacktestOverfitting.Of(NoiseMatrix.Of(9, 80, 1, edge: 0.1, edgeSet: 4), 4);

        overfitting.Splits.Should().HaveCount(6).And.OnlyContain(split => split.Chosen == 4);
        overfitting.Probability.Should().Be(0);
        overfitting.ProbabilityOfLoss.Should().Be(0);
        overfitting.MeanLogit.Should().BeApproximately(Math.Log(9), 1e-12); // rank 9 of 9: 0.9 against 0.1
        overfitting.MedianLogit.Should().BeApproximately(Math.Log(9), 1e-12);
    }

    [Fact]
    public void Sets_that_are_all_the_same_are_all_in_the_middle()
    {
        var one = NoiseMatrix.Of(1, 40, 1).Series(0);

        var overfitting = BacktestOverfitting.Of(ReturnMatrix.FromSeries(Day, ["a", "b", "c"], [one, one, one]), 4);

        overfitting.Splits.Should().OnlyContain(split => split.Chosen == 0 && split.Logit == 0);
        overfitting.Probability.Should().Be(1); // a logit of 0 counts
    }

    /// <summary>
    /// What is good in one half of the time is bad in the other: the choice is always the worst afterwards.
    /// </summary>
    [Fact]
    public void Sets_that_were_each_good_in_one_block_only_are_always_overfitted()
    {
        var series = Enumerable.Range(0, 6).Select(_ => new double[40]).ToArray();
        var pairs = new[] { (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3) };
        for (var set = 0; set < 6; set++)
        {
            for (var day = 0; day < 40; day++)
            {
                var isGood = pairs[set].Item1 == day / 10 || pairs[set].Item2 == day / 10;
                series[set][day] = (isGood ? 0.01 : -0.01) + (day % 2 == 0 ? 0.005 : -0.005);
            }
        }

        var overfitting = BacktestOverfitting.Of(
            ReturnMatrix.FromSeries(Day, ["a", "b", "c", "d", "e", "f"], series), 4);

        overfitting.Probability.Should().Be(1);
        overfitting.ProbabilityOfLoss.Should().Be(1);
        overfitting.Splits.Should().OnlyContain(split => Math.Abs(split.Logit - Math.Log(1 / 6.0)) < 1e-12);
        overfitting.Splits.Select(split => split.Chosen).Should().BeEquivalentTo([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void The_first_days_are_dropped_so_that_blocks_are_equal()
    {
        var noise = NoiseMatrix.Of(5, 83, 2);
        var late = ReturnMatrix.FromSeries(
            Day, noise.Names, [.. Enumerable.Range(0, 5).Select(set => noise.Series(set, 3, 83))]);

        var overfitting = BacktestOverfitting.Of(noise, 4);

        overfitting.DroppedDays.Should().Be(3);
        overfitting.Splits.Should().Equal(BacktestOverfitting.Of(late, 4).Splits);
    }

    /// <summary>Every split once with its halves exchanged; each half computed here from the days themselves.</summary>
    [Fact]
    public void Both_halves_of_a_split_are_measured_on_their_own_days()
    {
        var noise = NoiseMatrix.Of(4, 40, 5);

        var splits = BacktestOverfitting.Of(noise, 4).Splits;

        splits.Should().HaveCount(6);
        foreach (var split in splits)
        {
            var series = noise.Series(split.Chosen);
            var halves = new[] { (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3) }
                .Select(pair => (In: Half(series, pair.Item1, pair.Item2), Out: Rest(series, pair.Item1, pair.Item2)));
            halves.Should().Contain(half => Math.Abs(Moments.Of(half.In).Sharpe - split.InSample) < 1e-12
                && Math.Abs(Moments.Of(half.Out).Sharpe - split.OutOfSample) < 1e-12);
        }

        static double[] Half(double[] series, int one, int other) =>
            [.. series.Where((_, day) => day / 10 == one || day / 10 == other)];

        static double[] Rest(double[] series, int one, int other) =>
            [.. series.Where((_, day) => day / 10 != one && day / 10 != other)];
    }

    [Fact]
    public void A_set_that_never_traded_is_ranked_between_gain_and_loss()
    {
        double[] up = [.. Enumerable.Range(0, 40).Select(day => 0.001 + (day % 2 == 0 ? 0.01 : -0.01))];
        double[] down = [.. up.Select(value => value - 0.002)];
        var flat = Enumerable.Repeat(0.0, 40).ToArray();

        BacktestOverfitting.Of(ReturnMatrix.FromSeries(Day, ["flat", "up"], [flat, up]), 4)
            .Splits.Should().OnlyContain(split => split.Chosen == 1);
        BacktestOverfitting.Of(ReturnMatrix.FromSeries(Day, ["down", "flat"], [down, flat]), 4)
            .Splits.Should().OnlyContain(split => split.Chosen == 1 && split.OutOfSample == 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(22)]
    public void An_odd_number_of_blocks_or_too_few_or_too_many_is_refused(int blocks) =>
        FluentActions.Invoking(() => BacktestOverfitting.Of(NoiseMatrix.Control, blocks))
            .Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("an even number of blocks from 4 to 20 is allowed*");

    [Fact]
    public void A_single_set_or_a_day_a_block_is_refused()
    {
        FluentActions.Invoking(() => BacktestOverfitting.Of(NoiseMatrix.Of(1, 100, 1)))
            .Should().Throw<ArgumentException>().WithMessage("1 sets and 100 days*");
        FluentActions.Invoking(() => BacktestOverfitting.Of(NoiseMatrix.Of(5, 31, 1)))
            .Should().Throw<ArgumentException>().WithMessage("5 sets and 31 days: two sets and 32 days are needed*");
    }

    [SharedDataFact(OverfitReference.File)]
    public void A_real_search_is_overfitted_as_rarely_as_published()
    {
        foreach (var blocks in new[] { 8, 10, 16 })
        {
            var overfitting = BacktestOverfitting.Of(OverfitReference.Matrix, blocks);

            Agree("combinations", overfitting.Splits.Count);
            Agree("rows_dropped_at_the_start", overfitting.DroppedDays);
            Agree("pbo", overfitting.Probability);
            Agree("mean_logit", overfitting.MeanLogit);
            Agree("median_logit", overfitting.MedianLogit);
            Agree("prob_oos_sharpe_below_0", overfitting.ProbabilityOfLoss);
            Agree("degradation_slope", overfitting.Slope);
            Agree("degradation_intercept_daily", overfitting.Intercept);
            Agree("degradation_r2", overfitting.Determination);
            Agree("mean_is_sharpe_annual", overfitting.MeanInSample * Math.Sqrt(365));
            Agree("mean_oos_sharpe_annual", overfitting.MeanOutOfSample * Math.Sqrt(365));
            var most = overfitting.Splits.GroupBy(split => split.Chosen).MaxBy(group => group.Count())!;
            var expected = OverfitReference.Value("pbo", $"S={blocks}", "chosen_most_often")[0];
            OverfitReference.Matrix.Names[most.Key].Should().Be(expected[0].GetString());
            most.Should().HaveCount(expected[1].GetInt32());

            void Agree(string figure, double value) => OverfitReference.ShouldAgree(
                value, OverfitReference.Value("pbo", $"S={blocks}", figure).GetDouble(), $"{figure} of S={blocks}");
        }
    }
}
