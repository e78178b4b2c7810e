using TradingBot.Research;

namespace TradingBot.Tests.Research;

public class SplitMix64Tests
{
    /// <summary>The values that Vigna's C program and Java's SplittableRandom give for this seed.</summary>
    [Fact]
    public void The_numbers_of_a_seed_are_those_of_the_published_generator()
    {
        var random = new SplitMix64(1234567);

        ulong[] drawn = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        drawn.Should().Equal(
            6457827717110365317,
            3203168211198807973,
            9817491932198370423,
            4593380528125082431,
            16408922859458223821);
    }

    [Fact]
    public void A_uniform_is_made_of_the_upper_53_bits()
    {
        var (bits, uniforms) = (new SplitMix64(42), new SplitMix64(42));

        for (var i = 0; i < 1000; i++)
            uniforms.NextUniform().Should().Be((bits.Next() >> 11) / 9007199254740992.0).And.BeInRange(0, 1 - 1e-16);
    }

    [Fact]
    public void Whole_numbers_below_a_limit_come_equally_often()
    {
        var random = new SplitMix64(1);
        var counts = new int[7];

        for (var i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;

        counts.Should().OnlyContain(count => count > 9_600 && count < 10_400); // four deviations
        FluentActions.Invoking(() => random.NextBelow(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Normal_values_have_mean_0_and_deviation_1()
    {
        var random = new SplitMix64(2);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];

        drawn.Average().Should().BeApproximately(0, 0.013);
        drawn.Average(value => value * value).Should().BeApproximately(1, 0.02);
        drawn.Should().OnlyContain(value => Math.Abs(value) < 6);
    }
}
