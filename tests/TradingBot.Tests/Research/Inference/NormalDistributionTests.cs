using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

/// <summary>
/// Expected values to 17 digits from mpmath; those of 0.5, 1, 2 and 3 are in Abramowitz and Stegun, table 26.1, those
/// of the quantiles 0.25, 0.001 and 1e-20 in Wichura's paper.
/// </summary>
public class NormalDistributionTests
{
    [Theory]
    [InlineData(-37.5, 4.6053530095819548e-308)]
    [InlineData(-20, 2.7536241186062337e-89)]
    [InlineData(-10, 7.6198530241605261e-24)]
    [InlineData(-6, 9.8658764503769814e-10)]
    [InlineData(-5.5, 1.8989562465887719e-8)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(-4, 3.1671241833119921e-5)]
    [InlineData(-3, 0.0013498980316300945)]
    [InlineData(-1.96, 0.024997895148220434)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(-0.6, 0.27425311775007358)]
    [InlineData(-0.1, 0.46017216272297102)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.6914624612740131)]
    [InlineData(1, 0.84134474606854295)]
    [InlineData(2, 0.97724986805182079)]
    [InlineData(3, 0.99865010196836991)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    public void The_distribution_is_right_to_fifteen_digits_in_its_tails_too(double x, double expected) =>
        NormalDistribution.Cumulative(x).Should().BeApproximately(expected, expected * 1e-15 + 1e-322);

    [Theory]
    [InlineData(1e-300, -37.047096299361199)]
    [InlineData(1e-100, -21.273453560965324)]
    [InlineData(1e-20, -9.2623400897984076)]
    [InlineData(1e-12, -7.0344838253011319)]
    [InlineData(1e-5, -4.2648907939228246)]
    [InlineData(0.001, -3.0902323061678135)]
    [InlineData(0.025, -1.9599639845400542)]
    [InlineData(0.07, -1.4757910281791707)]
    [InlineData(0.08, -1.4050715603096326)]
    [InlineData(0.25, -0.67448975019608174)]
    [InlineData(0.45, -0.12566134685507403)]
    [InlineData(0.5, 0)]
    [InlineData(0.6, 0.2533471031357998)]
    [InlineData(0.95, 1.6448536269514727)]
    [InlineData(0.975, 1.9599639845400542)]
    public void The_quantile_is_right_to_fifteen_digits(double probability, double expected) =>
        NormalDistribution.Quantile(probability).Should().BeApproximately(expected, Math.Abs(expected) * 1e-15);

    [Fact]
    public void The_quantile_is_the_inverse_of_the_distribution()
    {
        for (var x = -30.0; x < 5; x += 0.37)
        {
            var probability = NormalDistribution.Cumulative(x);
            // Near 1 a double no longer tells values apart.
            var tolerance = x < 0 ? 1e-14 * Math.Abs(x) : 1e-14 + 2e-16 / (1 - probability);
            NormalDistribution.Quantile(probability).Should().BeApproximately(x, tolerance);
        }
    }

    [Fact]
    public void The_quantiles_of_impossible_and_certain_are_infinite_and_beyond_there_are_none()
    {
        NormalDistribution.Quantile(0).Should().Be(double.NegativeInfinity);
        NormalDistribution.Quantile(1).Should().Be(double.PositiveInfinity);
        NormalDistribution.Quantile(-0.1).Should().Be(double.NaN);
        NormalDistribution.Quantile(1.1).Should().Be(double.NaN);
        NormalDistribution.Quantile(double.NaN).Should().Be(double.NaN);
        NormalDistribution.Cumulative(double.NaN).Should().Be(double.NaN);
    }
}
