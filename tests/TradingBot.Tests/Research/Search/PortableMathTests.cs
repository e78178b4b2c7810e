using TradingBot.Research;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Tests.Research.Search;

public class PortableMathTests
{
    [Fact]
    public void Powers_and_logarithms_are_right_to_the_fifteenth_digit()
    {
        for (var x = -700.0; x <= 700; x += 0.37)
            PortableMath.Exp(x).Should().BeApproximately(Math.Exp(x), Math.Exp(x) * 2e-15);
        for (var x = 1e-300; x < 1e300; x *= 3.7)
            PortableMath.Log(x).Should().BeApproximately(Math.Log(x), 1e-15 + Math.Abs(Math.Log(x)) * 1e-15);
        PortableMath.Log(1).Should().Be(0);
        PortableMath.Exp(0).Should().Be(1);
        PortableMath.Exp(-1000).Should().Be(0);
        PortableMath.Exp(1000).Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447461)]
    [InlineData(-1.959963985, 0.025)]
    [InlineData(3, 0.9986501020)]
    public void The_normal_distribution_is_right_to_a_millionth_in_both_directions(double number, double probability)
    {
        PortableMath.NormalBelow(number).Should().BeApproximately(probability, 1e-6);
        PortableMath.NormalQuantile(probability).Should().BeApproximately(number, 1e-4);
    }

    [Theory]
    [InlineData("a=1..40", 0.1)]
    [InlineData("a=1..3", 0.01)]
    [InlineData("a=x,y,z", 0.1)]
    [InlineData("a=5", 0.1)]
    public void A_kernel_is_a_distribution_and_draws_from_itself(string over, double width)
    {
        var dimension = Spaces.Over(over).Dimensions[0];
        var (kernel, random) = (new ParzenKernel(dimension, width, 4), new SplitMix64(1));
        for (var centre = 0; centre < dimension.Count; centre += 2)
        {
            var drawn = new int[dimension.Count];
            for (var i = 0; i < 4000; i++)
                drawn[kernel.Draw(centre, random)]++;
            var probabilities = Enumerable.Range(0, dimension.Count)
                .Select(value => kernel.Probability(value, centre)).ToList();

            probabilities.Sum().Should().BeApproximately(1, 1e-6);
            probabilities.Should().OnlyContain(probability => probability <= probabilities[centre]);
            drawn.Zip(probabilities).Should().OnlyContain(pair => Math.Abs(pair.First / 4000.0 - pair.Second) < 0.03);
        }
    }
}
