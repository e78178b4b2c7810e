using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class EffectiveTrialsTests
{
    private static readonly DateOnly Day = new(2020, 1, 1);

    [Fact]
    public void Copies_of_one_set_are_one_trial()
    {
        double[] one = [0.01, -0.02, 0.03, 0.005];
        double[] twice = [.. one.Select(value => 2 * value + 0.001)];
        var copies = ReturnMatrix.FromSeries(Day, ["a", "b", "c"], [one, twice, one]);

        EffectiveTrials.AverageCorrelation(copies).Should().BeApproximately(1, 1e-12);
        EffectiveTrials.ByAverageCorrelation(copies).Should().BeApproximately(1, 1e-12);
        EffectiveTrials.ByParticipation(copies).Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Sets_that_have_nothing_in_common_are_as_many_trials_and_flat_ones_too()
    {
        var apart = ReturnMatrix.FromSeries(
            Day, ["a", "b", "flat"], [[1, -1, 1, -1], [1, 1, -1, -1], [0.1, 0.1, 0.1, 0.1]]);

        EffectiveTrials.AverageCorrelation(apart).Should().BeApproximately(0, 1e-12);
        EffectiveTrials.ByAverageCorrelation(apart).Should().BeApproximately(3, 1e-12);
        EffectiveTrials.ByParticipation(apart).Should().BeApproximately(3, 1e-12);
    }

    [Fact]
    public void Opposite_sets_are_no_more_trials_than_there_are_sets()
    {
        var opposite = ReturnMatrix.FromSeries(Day, ["a", "b"], [[1, -1, 2], [-1, 1, -2]]);

        EffectiveTrials.AverageCorrelation(opposite).Should().BeApproximately(-1, 1e-12);
        EffectiveTrials.ByAverageCorrelation(opposite).Should().Be(2);
        EffectiveTrials.ByParticipation(opposite).Should().BeApproximately(1, 1e-12);
    }

    /// <summary>
    /// By hand: three pairs with correlations 1/2, 1/2 and 0, whose squares sum to 3 + 2 (1/4 + 1/4).
    /// </summary>
    [Fact]
    public void The_participation_ratio_is_the_square_of_the_sets_over_the_sum_of_squared_correlations()
    {
        var half = 1 / Math.Sqrt(2);
        double[] a = [1, -1, 1, -1], b = [1, 1, -1, -1], c = [1, -1, -1, 1];
        double[] mixed = [.. Enumerable.Range(0, 4).Select(i => 0.5 * a[i] + 0.5 * b[i] + half * c[i])];
        var matrix = ReturnMatrix.FromSeries(Day, ["a", "b", "mixed"], [a, b, mixed]);

        EffectiveTrials.AverageCorrelation(matrix).Should().BeApproximately(1 / 3.0, 1e-12);
        EffectiveTrials.ByAverageCorrelation(matrix).Should().BeApproximately(1 / 3.0 + 2, 1e-12);
        EffectiveTrials.ByParticipation(matrix).Should().BeApproximately(9 / 4.0, 1e-12);
    }

    /// <summary>
    /// With more sets than days it is computed from the days: the ratio of a part and its double agree.
    /// </summary>
    [Fact]
    public void More_sets_than_days_give_the_same_participation_ratio()
    {
        var few = NoiseMatrix.Of(20, 30, 3);
        var doubled = ReturnMatrix.FromSeries(
            few.FirstDay,
            [.. few.Names, .. few.Names],
            [.. Enumerable.Range(0, 40).Select(set => few.Series(set % 20))]);

        EffectiveTrials.ByParticipation(doubled).Should().BeApproximately(EffectiveTrials.ByParticipation(few), 1e-9);
        EffectiveTrials.ByParticipation(few).Should().BeInRange(8, 20);
    }

    [Fact]
    public void A_single_set_is_one_trial() =>
        EffectiveTrials.ByAverageCorrelation(NoiseMatrix.Of(1, 10, 1)).Should().Be(1);
}
