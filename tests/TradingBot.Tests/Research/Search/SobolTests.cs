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

    /// <summary>
    /// Lines of the authors' file new-joe-kuo-6.21201 (dimension, degree s, a, then m), and each point computed by
    /// itself from the bits of its Gray code.
    /// </summary>
    [Theory]
    [InlineData("2 1 0 1")]
    [InlineData("5 3 2 1 1 1")]
    [InlineData("7 4 4 1 3 5 13")]
    [InlineData("8 5 2 1 1 5 5 17")]
    [InlineData("9 5 4 1 1 5 5 5")]
    [InlineData("10 5 7 1 1 7 11 19")]
    [InlineData("11 5 11 1 1 5 1 1")]
    [InlineData("12 5 13 1 1 1 3 11")]
    [InlineData("13 5 14 1 3 5 5 31")]
    [InlineData("14 6 1 1 3 3 9 7 49")]
    [InlineData("15 6 13 1 1 1 15 21 21")]
    [InlineData("16 6 16 1 3 1 13 27 49")]
    [InlineData("17 6 19 1 1 1 15 7 5")]
    [InlineData("18 6 22 1 3 1 15 13 25")]
    [InlineData("19 6 25 1 1 5 5 19 61")]
    [InlineData("20 7 1 1 3 7 11 23 15 103")]
    [InlineData("21 7 4 1 3 7 13 13 15 69")]
    public void Points_follow_from_the_lines_of_the_authors_file(string line)
    {
        var row = line.Split(' ').Select(int.Parse).ToArray();
        var (dimension, degree, a, m) = (row[0], row[1], row[2], row[3..].Select(number => (long)number).ToList());
        while (m.Count < 12) // m(k) = 2 a(1) m(k-1) ^ ... ^ 2^s m(k-s) ^ m(k-s)
        {
            var next = (m[^degree] << degree) ^ m[^degree];
            for (var k = 1; k < degree; k++)
                next ^= ((a >> (degree - 1 - k)) & 1) == 1 ? m[^k] << k : 0;
            m.Add(next);
        }

        var points = Points(dimension, 4096).Select(point => point[^1]);

        points.Should().Equal(Enumerable.Range(0, 4096).Select(i => Enumerable.Range(0, 12)
            .Where(bit => (((i ^ (i >> 1)) >> bit) & 1) == 1)
            .Aggregate(0L, (sum, bit) => sum ^ (m[bit] << (11 - bit))) / 4096.0));
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
    /// Sobol's property A: of the first 2^d points each of the 2^d corners has one. Joe and Kuo's numbers have it in
    /// all dimensions.
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
