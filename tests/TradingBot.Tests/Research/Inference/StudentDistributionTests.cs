using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

public class StudentDistributionTests
{
    /// <summary>Of one degree of freedom it is Cauchy's, of two it has a formula.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-1)]
    [InlineData(12)]
    [InlineData(4000)]
    public void Of_few_degrees_of_freedom_it_is_what_its_formulas_say(double t)
    {
        var size = Math.Abs(t);
        StudentDistribution.TwoSided(t, 1).Should().BeApproximately(1 - 2 / Math.PI * Math.Atan(size), 1e-11);
        StudentDistribution.TwoSided(t, 2).Should().BeApproximately(1 - size / Math.Sqrt(2 + size * size), 1e-11);
    }

    [Theory]
    [InlineData(1.959963984540054)]
    [InlineData(3.2905267314919255)]
    public void Of_very_many_it_is_the_normal_distribution(double t) =>
        StudentDistribution.TwoSided(t, 1e7).Should()
            .BeApproximately(2 * NormalDistribution.Cumulative(-t), 1e-7);

    [Fact]
    public void A_mean_without_a_deviation_has_none()
    {
        StudentDistribution.OfMean(Moments.OfFirstTwo([0.5, 0.5])).Should().Be((double.NaN, double.NaN));
        StudentDistribution.OfMean(Moments.OfFirstTwo([])).Should().Be((double.NaN, double.NaN));
        FluentActions.Invoking(() => StudentDistribution.TwoSided(1, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
