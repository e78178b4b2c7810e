using TradingBot.Research;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Tests.Research.Search;

public class SobolTests
{
    private const double Unit = 1.0 / (1L << 32);

    /// <summary>The points that Joe and Kuo's program prints for three dimensions.</summary>
    [Fact]
    public void The_first_points_are_the_published_ones()
    {
        double[][] published =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375],
        ];

        Points(3, 8).Should().BeEquivalentTo(published, options => options.WithStrictOrdering());
    }

    /// <summary>So a wrong direction number of any dimension is found: each interval has its one point.</summary>
    [Fact]
    public void Of_a_power_of_two_of_points_each_interval_of_every_dimension_has_one()
    {
        var points = Points(SobolSequence.MostDimensions, 256);

        for (var i = 0; i < SobolSequence.MostDimensions; i++)
        {
            points.Select(point => (int)(point[i] * 256)).Order().Should().Equal(Enumerable.Range(0, 256));
        }
    }

    /// <summary>
    /// Sobol's property A: of the first 2^d points each of the 2^d corners has one. Joe and Kuo's numbers have it in all
    /// dimensions, so it also tells their table from a wrong one.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(14)]
    public void Every_corner_of_the_cube_has_one_of_the_first_points(int dimensions) =>
        Points(dimensions, 1 << dimensions)
            .Select(point => point.Aggregate(0, (corner, part) => corner * 2 + (part >= 0.5 ? 1 : 0)))
            .Order().Should().Equal(Enumerable.Range(0, 1 << dimensions));

    [Fact]
    public void They_cover_the_square_more_evenly_than_chance()
    {
        var random = new SplitMix64(1);
        var chance = Enumerable.Range(0, 256)
            .Select(_ => (double[])[random.NextUniform(), random.NextUniform()]).ToList();

        var sobol = Discrepancy(Points(2, 256));

        sobol.Should().BeLessThan(0.02);
        Discrepancy(chance).Should().BeGreaterThan(3 * sobol);
    }

    [Fact]
    public void A_sampler_takes_each_value_of_a_dimension_as_often()
    {
        var space = Spaces.Over("a=0..7,b=0..1:0.0001,c=0..3");

        var asked = Searches.Run(new SobolSampler(space, 9), Searches.Sphere, 128);

        asked.GroupBy(candidate => candidate.Number(0)).Select(group => group.Count())
            .Should().Equal(Enumerable.Repeat(16, 8));
        asked.GroupBy(candidate => (candidate.Number(0), candidate.Number(2))).Select(group => group.Count())
            .Should().Equal(Enumerable.Repeat(4, 32));
    }

    private static List<double[]> Points(int dimensions, int count)
    {
        var sequence = new SobolSequence(dimensions);
        return [.. Enumerable.Range(0, count).Select(_ => sequence.Next().Select(part => part * Unit).ToArray())];
    }

    /// <summary>The largest difference between a box's area from the corner and its share of the points.</summary>
    private static double Discrepancy(List<double[]> points)
    {
        var most = 0.0;
        for (var x = 1; x <= 64; x++)
        {
            for (var y = 1; y <= 64; y++)
            {
                var (width, height) = (x / 64.0, y / 64.0);
                var share = points.Count(point => point[0] < width && point[1] < height) / (double)points.Count;
                most = Math.Max(most, Math.Abs(share - width * height));
            }
        }

        return most;
    }
}
