using System.Text.Json;
using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class SuperiorAbilityTests
{
    private const double Tolerance = 0.01;

    /// <summary>Of the difference of two shares near a half, one of 1000 and one of 2000 resamples.</summary>
    private const double ThreeDeviations = 0.058;

    private const string Own = "own, numpy (Hansen 2005; kernel variance as in arch; 1000 resamples, seeds 1 and 2)";
    private const string Arch = "arch (not studentized, see disagreements in reference.json)";
    private static readonly DateOnly Day = new(2020, 1, 1);
    private static readonly string[] Assumptions = ["lower", "consistent", "upper"];

    [Fact]
    public void The_probabilities_lie_between_0_and_1_and_rise_with_what_is_assumed_of_the_bad_sets()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var ability = SuperiorAbility.Of(NoiseMatrix.Of(20, 100, seed), new double[100], new(5, 200, seed));

            foreach (var p in new[] { ability.Studentized, ability.NotStudentized, ability.WithoutFloor })
            {
                new[] { p.Lower, p.Consistent, p.Upper }.Should().BeInAscendingOrder()
                    .And.OnlyContain(one => one >= 0 && one <= 1);
            }

            ability.RealityCheck.Should().Be(ability.WithoutFloor.Upper);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_another_nearly_the_same()
    {
        var noise = NoiseMatrix.Of(20, 200, 1);
        SuperiorAbility Of(ulong seed) => SuperiorAbility.Of(noise, new double[200], new(8, 1000, seed));

        Of(1).Should().Be(Of(1));
        Of(2).Should().NotBe(Of(1));
        Of(2).Studentized.Consistent.Should().BeApproximately(Of(1).Studentized.Consistent, 0.06);
    }

    [Fact]
    public void Sets_that_are_the_benchmark_are_not_superior_to_it()
    {
        var one = NoiseMatrix.Of(1, 50, 1).Series(0);

        var ability = SuperiorAbility.Of(ReturnMatrix.FromSeries(Day, ["a", "b"], [one, one]), one, new(5, 100, 1));

        ability.Excess.Should().Be(0);
        ability.Statistic.Should().Be(0);
    }

    [Fact]
    public void An_edge_over_the_benchmark_is_found_and_a_lag_behind_it_is_none()
    {
        var noise = NoiseMatrix.Of(10, 400, 4);
        var (low, high) = (Enumerable.Repeat(-0.01, 400).ToArray(), Enumerable.Repeat(0.01, 400).ToArray());

        var above = SuperiorAbility.Of(noise, low, new(5, 500, 1));
        var below = SuperiorAbility.Of(noise, high, new(5, 500, 1));

        above.Studentized.Upper.Should().Be(0);
        above.RealityCheck.Should().Be(0);
        above.Excess.Should().BeGreaterThan(0.009);
        below.Statistic.Should().Be(0);
        below.Excess.Should().BeLessThan(0);
        below.RealityCheck.Should().BeGreaterThan(0.9);
    }

    /// <summary>Clearly worse sets are what the consistent p leaves out: it is White's that they make blunt.</summary>
    [Fact]
    public void Bad_sets_do_not_hide_a_good_one_from_the_consistent_test()
    {
        var random = NoiseMatrix.Of(41, 500, 8);
        double[][] series = [.. Enumerable.Range(0, 41).Select(set =>
            random.Series(set).Select(value => set == 0 ? value + 0.003 : 5 * value - 0.05).ToArray())];

        var ability = SuperiorAbility.Of(
            ReturnMatrix.FromSeries(Day, random.Names, series), new double[500], new(5, 1000, 1));

        ability.NotStudentized.Consistent.Should().BeLessThan(0.01);
        ability.RealityCheck.Should().BeGreaterThan(0.5);
    }

    [Fact]
    public void A_resample_has_the_mean_of_its_days_and_after_the_last_comes_the_first()
    {
        var noise = NoiseMatrix.Of(6, 20, 3);
        var benchmark = noise.Series(5);
        var blocks = new BlockSampler.Block[] { new(18, 5), new(0, 3), new(7, 12) };
        int[] days = [.. Enumerable.Range(18, 2), .. Enumerable.Range(0, 3), .. Enumerable.Range(0, 3),
            .. Enumerable.Range(7, 12)];
        var excess = new ExcessReturns(20, 0.2);

        for (var set = 0; set < 6; set++)
        {
            excess.Read(noise, set, benchmark);

            var series = noise.Series(set);
            excess.MeanOver(blocks).Should()
                .BeApproximately(days.Average(day => series[day] - benchmark[day]), 1e-16);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.2)]
    [InlineData(0.02)]
    public void The_standard_error_is_that_of_the_sum_over_all_pairs_of_days(double endsBlock)
    {
        var series = NoiseMatrix.Of(1, 60, 6).Series(0);
        var mean = series.Average();
        var variance = 0.0;
        for (var lag = -59; lag <= 59; lag++)
        {
            var distance = Math.Abs(lag);
            var kernel = (1 - distance / 60.0) * Math.Pow(1 - endsBlock, distance)
                + (lag == 0 ? 0 : distance / 60.0 * Math.Pow(1 - endsBlock, 60 - distance));
            for (var day = 0; day < 60 - distance; day++)
                variance += kernel * (series[day] - mean) * (series[day + distance] - mean) / 60;
        }

        ExcessReturns.StandardErrorOf(series, mean, endsBlock)
            .Should().BeApproximately(Math.Sqrt(variance / 60), 1e-15);
        ExcessReturns.StandardErrorOf(new double[60], 0, endsBlock).Should().Be(0);
    }

    [Fact]
    public void A_benchmark_of_other_days_and_circular_blocks_are_refused()
    {
        var noise = NoiseMatrix.Of(2, 50, 1);

        FluentActions.Invoking(() => SuperiorAbility.Of(noise, new double[49], new(5, 10, 1)))
            .Should().Throw<ArgumentException>().WithMessage("the benchmark has 49 days, the sets have 50*");
        FluentActions.Invoking(() => SuperiorAbility.Of(noise, new double[50], new(5, 10, 1, Circular: true)))
            .Should().Throw<ArgumentException>();
    }

    [SharedDataFact(OverfitReference.File)]
    public void Some_set_of_the_real_search_beats_cash_after_the_search()
    {
        foreach (var (days, name) in new[] { (10, "cash, L=10"), (54, "cash, L=54") })
        {
            var ability = SuperiorAbility.Of(OverfitReference.Matrix, OverfitReference.Cash, new(days, 2000, 1));

            var own = OverfitReference.Value("spa", Own, name);
            OverfitReference.ShouldAgree(
                ability.Excess / ErrorWithoutCircle(OverfitReference.Matrix.Series(ability.Best), days),
                own.GetProperty("studentized")[0].GetProperty("statistic").GetDouble(),
                name,
                1e-6);
            OverfitReference.ShouldAgree(
                ability.Excess * Math.Sqrt(2922),
                own.GetProperty("not studentized").GetProperty("statistic").GetDouble(),
                name);
            ShouldLieAmong(
                Tolerance, ability.Studentized, own.GetProperty("studentized").EnumerateArray().Select(OfOwn));
            ShouldLieAmong(
                Tolerance,
                ability.NotStudentized,
                [OfOwn(own.GetProperty("not studentized")), .. OfArch($"cash (0), mean block {days}")]);
            ability.WithoutFloor.Should().Be(ability.NotStudentized); // above 0 the floor makes no difference
        }
    }

    [SharedDataFact(OverfitReference.File)]
    public void No_set_of_the_real_search_beats_holding()
    {
        foreach (var (days, name) in new[] { (10, "buy and hold, L=10"), (54, "buy and hold, L=54") })
        {
            var ability = SuperiorAbility.Of(OverfitReference.Matrix, OverfitReference.Holding, new(days, 2000, 1));

            var own = OverfitReference.Value("spa", Own, name);
            ability.Statistic.Should().Be(0);
            ability.Excess.Should().BeLessThan(0);
            ability.Studentized.Consistent.Should().BeGreaterThanOrEqualTo(0.6);
            ability.RealityCheck.Should().BeApproximately(0.99, Tolerance);
            ability.NotStudentized.Should().Be(ability.Studentized); // at the floor of 0 only signs count
            ShouldLieAmong(
                ThreeDeviations, ability.Studentized, own.GetProperty("studentized").EnumerateArray().Select(OfOwn));
            ShouldLieAmong(ThreeDeviations, ability.WithoutFloor, OfArch($"buy and hold, mean block {days}"));
        }
    }

    /// <summary>
    /// The published statistic leaves out of the variance that the first day follows the last: its p hardly notices.
    /// </summary>
    private static double ErrorWithoutCircle(double[] series, int blockDays)
    {
        var mean = series.Average();
        var variance = 0.0;
        for (var lag = 0; lag < 30 * blockDays; lag++)
        {
            var weight = (lag == 0 ? 1 : 2) * (1 - (double)lag / series.Length) * Math.Pow(1 - 1.0 / blockDays, lag);
            for (var day = lag; day < series.Length; day++)
                variance += weight * (series[day] - mean) * (series[day - lag] - mean) / series.Length;
        }

        return Math.Sqrt(variance / series.Length);
    }

    /// <summary>Near what others drew, who differ from each other as well.</summary>
    private static void ShouldLieAmong(
        double tolerance, SuperiorAbility.Probabilities p, IEnumerable<double[]> published)
    {
        double[] own = [p.Lower, p.Consistent, p.Upper];
        for (var i = 0; i < own.Length; i++)
        {
            var values = published.Select(row => row[i]).ToList();
            own[i].Should().BeInRange(values.Min() - tolerance, values.Max() + tolerance, Assumptions[i]);
        }
    }

    private static double[] OfOwn(JsonElement row) =>
        [.. Assumptions.Select(name => row.GetProperty(name).GetDouble())];

    private static IEnumerable<double[]> OfArch(string name) =>
        OverfitReference.Value("spa", Arch, name, "studentized SPA p (lower, consistent, upper) for seeds 1,2,3")
            .EnumerateArray().Select(row => row.EnumerateArray().Select(p => p.GetDouble()).ToArray());
}
