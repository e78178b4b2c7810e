using TradingBot.Research;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Tests.Research.Search;

public class CmaEsTests
{
    /// <summary>
    /// On a sphere a step-size adaptation that works converges linearly: as many digits in the second thousand runs as
    /// in the first. Hansen's c-cmaes expects 100 n to 300 n^2 runs of a whole search.
    /// </summary>
    [Fact]
    public void On_a_sphere_it_gains_as_many_digits_in_as_many_runs()
    {
        var runs = Enumerable.Range(1, 3).Select(seed => (To(1e-10, seed), To(1e-20, seed))).Order().ToList()[1];

        runs.Item1.Should().BeInRange(1500, 1900);
        (runs.Item2 / (double)runs.Item1).Should().BeInRange(1.6, 2.1);

        static int To(double target, int seed) => RunsTo(target, 10, 10, (ulong)seed, x => x.Sum(part => part * part));
    }

    /// <summary>Axes a thousand times as steep as others: only a covariance that is learned gets there.</summary>
    [Fact]
    public void It_learns_the_shape_of_a_narrow_valley()
    {
        var runs = Enumerable.Range(1, 5).Select(seed => RunsTo(1e-10, 5, 8, (ulong)seed, x =>
        {
            var turned = x[0] + x[1];
            return 1e6 * turned * turned + x[0] * x[0] + x[2] * x[2] + 1e3 * x[3] * x[3] + x[4] * x[4];
        })).Order().ToList();

        runs[2].Should().BeLessThan(4000);
    }

    [Fact]
    public void On_a_grid_it_comes_to_the_best_cell_of_many_millions()
    {
        var space = Spaces.Over("a=-5..5:0.01,b=-5..5:0.01,c=-5..5:0.1");

        var least = Searches.MedianLeast("cma-es", space, Searches.Sphere, 500, 7);

        least.Should().BeLessThan(0.001);
    }

    /// <summary>
    /// Two fine settings matter so much at first that the distribution shrinks below a cell of four coarse ones; with a
    /// margin those are still moved to their best.
    /// </summary>
    [Fact]
    public void Coarse_settings_are_still_moved_when_the_fine_ones_have_been_found()
    {
        var space = Spaces.Over("a=0..1:0.0001,b=0..1:0.0001,c=1..6,d=1..6,e=1..6,f=1..6");

        Searches.MedianLeast("cma-es", space, Loss, 1000, 15).Should().BeLessThan(0.05);

        static double Loss(Candidate at)
        {
            var (x, y) = (at.Number(0) - 0.37, at.Number(1) - 0.61);
            return 1000 * (x * x + y * y) + Enumerable.Range(2, 4).Sum(i => Math.Abs(at.Number(i) - 2)) / 10;
        }
    }

    /// <summary>On noise a step size grows without end; a hundred generations would be beyond any double.</summary>
    [Fact]
    public void A_search_that_finds_nothing_to_go_by_goes_on()
    {
        var space = Spaces.Over("a=1..1000,b=1..1000,c=1..1000");

        var asked = Searches.Run(new CmaEsSampler(space, 2), _ => 0, 3000);

        asked.Should().HaveCount(3000);
        asked.Average(candidate => candidate.Number(2)).Should().BeInRange(300, 700);
    }

    [Fact]
    public void Axes_of_a_matrix_give_it_back()
    {
        double[,] matrix = { { 4, 1, 0.5 }, { 1, 3, -1 }, { 0.5, -1, 2 } };
        var eigen = new SymmetricEigen(matrix);

        for (var i = 0; i < 3; i++)
        {
            var unit = new double[3];
            unit[i] = 1;
            var along = eigen.ToAxes(unit);
            for (var j = 0; j < 3; j++)
                along[j] *= eigen.Roots[j] * eigen.Roots[j];
            var column = eigen.FromAxes(along);
            for (var j = 0; j < 3; j++)
                column[j].Should().BeApproximately(matrix[j, i], 1e-14);
        }
    }

    private static int RunsTo(double target, int size, int population, ulong seed, Func<double[], double> loss)
    {
        var strategy = new CmaEs([.. Enumerable.Repeat(1.0, size)], 0.5, population, new SplitMix64(seed));
        for (var runs = 0; runs < 20_000; runs += population)
        {
            var members = Enumerable.Range(0, population).Select(_ => strategy.Draw())
                .Select(direction => (direction, Loss: loss(At(direction)))).OrderBy(member => member.Loss).ToList();
            if (members[0].Loss < target)
                return runs;
            strategy.Update([.. members.Select(member => member.direction)]);
        }

        return int.MaxValue;

        double[] At(double[] direction) =>
            [.. direction.Select((part, i) => strategy.Mean[i] + strategy.Step * part)];
    }
}
