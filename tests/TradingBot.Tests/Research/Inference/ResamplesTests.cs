using TradingBot.Research;
using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class ResamplesTests
{
    private static readonly double[] Ten = [.. Enumerable.Range(0, 10).Select(day => (double)day)];

    [Fact]
    public void Stationary_blocks_begin_where_the_definition_draws_them()
    {
        var (sampler, random) = (new BlockSampler(new ResamplePlan(3, 2, 5), 10), new SplitMix64(5));

        for (var resample = 0; resample < 2; resample++)
        {
            var expected = new List<int>();
            for (var k = 0; k < 10; k++)
            {
                expected.Add(k == 0 || random.NextUniform() < 1 / 3.0
                    ? (int)Math.Floor(random.NextUniform() * 10)
                    : (expected[^1] + 1) % 10);
            }

            DaysOf(sampler).Should().Equal(expected);
        }
    }

    [Fact]
    public void Circular_blocks_are_of_one_length_but_the_last()
    {
        var sampler = new BlockSampler(new ResamplePlan(4, 1, 9, Circular: true), 10);

        var blocks = sampler.Next();

        blocks.ToArray().Select(block => block.Length).Should().Equal(4, 4, 2);
    }

    [Fact]
    public void A_block_as_long_as_the_series_turns_it_and_keeps_every_day()
    {
        var means = Resamples.Of(Ten, new ResamplePlan(10, 20, 3, Circular: true), DailyFigures.Mean)[0];

        means.Values.Should().OnlyContain(mean => Math.Abs(mean - 4.5) < 1e-12);
    }

    [Fact]
    public void Mean_length_of_stationary_blocks_is_the_one_asked_for()
    {
        var sampler = new BlockSampler(new ResamplePlan(7, 1, 11), 1000);
        var count = 0;
        for (var resample = 0; resample < 100; resample++)
            count += sampler.Next().Length;

        (100_000.0 / count).Should().BeApproximately(7, 0.2);
    }

    [Fact]
    public void Figures_of_one_call_see_the_same_resamples_and_the_seed_decides()
    {
        var plan = new ResamplePlan(2, 50, 1);

        var both = Resamples.Of(Ten, plan, DailyFigures.Mean, DailyFigures.Sharpe);

        both[0].Values.Should().Equal(Resamples.Of(Ten, plan, DailyFigures.Mean)[0].Values);
        both[1].Values.Should().Equal(Resamples.Of(Ten, plan, DailyFigures.Sharpe)[0].Values);
        Resamples.Of(Ten, plan with { Seed = 2 }, DailyFigures.Mean)[0].Values.Should().NotEqual(both[0].Values);
    }

    [Fact]
    public void Percentiles_are_interpolated_between_the_nearest_values()
    {
        Percentiles.OfSorted([1, 2, 4, 8], 0).Should().Be(1);
        Percentiles.OfSorted([1, 2, 4, 8], 1).Should().Be(8);
        Percentiles.OfSorted([1, 2, 4, 8], 0.5).Should().Be(3);
        Percentiles.OfSorted([1, 2, 4, 8], 0.9).Should().BeApproximately(6.8, 1e-12);
        Percentiles.OfSorted([5], 0.3).Should().Be(5);
        Percentiles.OfSorted([], 0.3).Should().Be(double.NaN);
        Percentiles.Median([8, 1, 2]).Should().Be(2);
        FluentActions.Invoking(() => Percentiles.OfSorted([1], 1.01)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void An_interval_holds_the_middle_share_and_is_narrower_with_less_confidence()
    {
        var sharpes = Resamples.Of(NoiseMatrix.Of(1, 300, 1).Series(0), new(5, 500, 1), DailyFigures.Sharpe)[0];

        var (low, high) = sharpes.Interval(0.9);

        low.Should().BeApproximately(sharpes.Percentile(0.05), 1e-12);
        high.Should().BeApproximately(sharpes.Percentile(0.95), 1e-12);
        sharpes.Values.Count(value => value >= low && value <= high).Should().Be(450);
        sharpes.Interval(0.5).Low.Should().BeGreaterThan(low);
        sharpes.ShareAtMost(low).Should().BeApproximately(0.05, 0.003);
    }

    [Fact]
    public void A_resample_whose_figure_is_none_is_counted_and_left_out()
    {
        var sortinos = Resamples.Of([0.1, -0.1, 0.2], new(1, 300, 1), DailyFigures.Sortino)[0];

        sortinos.Undefined.Should().Be(sortinos.Values.Count(double.IsNaN)).And.BeInRange(50, 130); // (2/3)^3 of 300
        sortinos.Percentile(0.5).Should().NotBe(double.NaN);
        sortinos.ShareAtMost(double.MaxValue).Should().Be(1);
    }

    [Fact]
    public void Trades_that_are_all_the_same_have_one_drawdown_in_every_order()
    {
        var drawdowns = Resamples.DrawdownOfTrades([-0.1, -0.1, -0.1], 100, 1);

        drawdowns.Values.Should().OnlyContain(fall => Math.Abs(fall - 0.271) < 1e-12);
    }

    /// <summary>
    /// By hand: two trades, +10 % and -10 %, drawn twice: none of four falls by 0, two by 10 %, one by 19 %.
    /// </summary>
    [Fact]
    public void Trades_are_drawn_again_and_again()
    {
        var drawdowns = Resamples.DrawdownOfTrades([0.1, -0.1], 4000, 1);

        drawdowns.ShareAtMost(1e-9).Should().BeApproximately(0.25, 0.03);
        drawdowns.ShareAtMost(0.1 + 1e-9).Should().BeApproximately(0.75, 0.03);
        drawdowns.Percentile(0.95).Should().BeApproximately(0.19, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(double.NaN, 10)]
    [InlineData(2, 0)]
    public void A_block_below_a_day_and_no_resamples_are_refused(double days, int resamples) =>
        FluentActions.Invoking(() => Resamples.Of(Ten, new(days, resamples, 1), DailyFigures.Mean))
            .Should().Throw<ArgumentException>().WithMessage("*both must be at least 1*");

    [Fact]
    public void Independent_days_want_short_blocks_and_lasting_moods_long_ones()
    {
        var days = NoiseMatrix.Of(1, 500, 3).Series(0);
        var moods = new double[500];
        for (var day = 1; day < 500; day++)
            moods[day] = 0.9 * moods[day - 1] + days[day];

        BlockLength.Optimal(moods).Should().BeGreaterThan(3 * BlockLength.Optimal(days));
        BlockLength.Optimal(new double[500]).Should().Be(1);
        FluentActions.Invoking(() => BlockLength.Optimal(days.AsSpan(0, 9)))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [SharedDataFact(OverfitReference.Cases)]
    public void Three_runs_want_the_blocks_that_a_public_package_says()
    {
        foreach (var run in new[] { "losing", "winning", "short" })
        {
            var returns = OverfitReference.ReturnsOf(run);
            var expected = OverfitReference.ValueOfCase(
                run,
                "bootstrap",
                "politis_white_optimal_block(arch.optimal_block_length): stationary of r, of r squared");

            OverfitReference.ShouldAgree(BlockLength.Optimal(returns), expected[0].GetDouble(), run);
            OverfitReference.ShouldAgree(
                BlockLength.Optimal([.. returns.Select(value => value * value)]), expected[1].GetDouble(), run);
        }
    }

    [SharedDataFact(OverfitReference.Cases)]
    public void Three_runs_are_drawn_as_the_exact_bootstrap_is_published()
    {
        foreach (var run in new[] { "losing", "winning", "short" })
        {
            Agree(run, "exact", 42);
            Agree(run, "exact_other_seed_43", 43);
        }

        static void Agree(string run, string name, ulong seed)
        {
            var exact = OverfitReference.ValueOfCase(run, "bootstrap", "exact");
            var expected = OverfitReference.ValueOfCase(run, "bootstrap", name);
            var plan = new ResamplePlan(exact.GetProperty("L").GetDouble(), exact.GetProperty("B").GetInt32(), seed);
            (string Name, Func<ReadOnlySpan<double>, double> Figure)[] figures =
            [
                ("sharpe_annual", DailyFigures.Sharpe),
                ("mean_daily", DailyFigures.Mean),
                ("total_return", DailyFigures.TotalReturn),
                ("max_drawdown", DailyFigures.MaximumDrawdown),
            ];

            var drawn = Resamples.Of(
                OverfitReference.ReturnsOf(run), plan, [.. figures.Select(figure => figure.Figure)]);

            for (var i = 0; i < figures.Length; i++)
            {
                if (!expected.TryGetProperty(figures[i].Name, out var percentiles))
                    continue;
                for (var j = 0; j < percentiles.GetArrayLength(); j++)
                {
                    var share = exact.GetProperty("percentiles")[j].GetDouble() / 100;
                    OverfitReference.ShouldAgree(
                        drawn[i].Percentile(share), percentiles[j].GetDouble(), $"{figures[i].Name} of {run}, {share}");
                }
            }

            if (expected.TryGetProperty("share_sharpe_le_0", out var below))
                drawn[0].ShareAtMost(0).Should().Be(below.GetDouble());
        }
    }

    private static List<int> DaysOf(BlockSampler sampler)
    {
        var days = new List<int>();
        foreach (var (start, length) in sampler.Next())
            days.AddRange(Enumerable.Range(start, length).Select(day => day % 10));
        return days;
    }
}
