using TradingBot.Research.Search;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Tests.Research.Search;

/// <summary>Samplers that learn have to be worth it: the median of some seeds, against as many random runs.</summary>
public class LearningTests
{
    private const int Seeds = 9;

    private static readonly SearchSpace Cube = Spaces.Over("a=-5..5:0.1,b=-5..5:0.1,c=-5..5:0.1");
    private static readonly SearchSpace Valley = Spaces.Over("a=-2..2:0.01,b=-1..3:0.01");
    private static readonly SearchSpace LongValley =
        Spaces.Over("a=-2..2:0.01,b=-2..2:0.01,c=-2..2:0.01,d=-2..2:0.01");
    private static readonly SearchSpace Valleys = Spaces.Over("a=-5..10:0.1,b=0..15:0.1");
    private static readonly SearchSpace Words = Spaces.Over("a=1..200,b=0..2:0.05,c=a,b,c,d,d=on,off");

    [Theory]
    [InlineData("tpe", 0.3)]
    [InlineData("cma-es", 0.3)]
    public void On_a_sphere_learning_beats_chance(string method, double share) =>
        Beats(method, Cube, Searches.Sphere, 0, runs: 128, share);

    [Theory]
    [InlineData("tpe", 0.7)]
    [InlineData("cma-es", 0.9)]
    public void In_a_bent_valley_learning_beats_chance(string method, double share) =>
        Beats(method, Valley, Searches.Rosenbrock, 0, runs: 128, share);

    [Theory]
    [InlineData("tpe", 0.5)]
    [InlineData("cma-es", 0.5)]
    public void In_a_bent_valley_of_four_dimensions_learning_beats_chance(string method, double share) =>
        Beats(method, LongValley, Searches.Rosenbrock, 0, runs: 160, share);

    [Theory]
    [InlineData("tpe", 0.6)]
    [InlineData("cma-es", 0.8)]
    public void Among_several_valleys_learning_beats_chance(string method, double share) =>
        Beats(method, Valleys, Searches.Branin, 0.397887, runs: 128, share);

    [Fact]
    public void Among_whole_numbers_decimals_and_words_learning_beats_chance() =>
        Beats("tpe", Words, Searches.Mixed, 0, runs: 128, 0.5);

    [Fact]
    public void What_violates_a_requirement_is_not_searched_on()
    {
        // The least of the sphere, at 1.3, is where the requirement is violated; it is satisfied from 2 on.
        var sampler = new TpeSampler(Cube, 3);
        var last = new List<Candidate>();
        for (var i = 0; i < 10; i++)
        {
            last = [.. sampler.Ask()];
            sampler.Tell([.. last.Select(candidate =>
                new Trial(candidate, [-Searches.Sphere(candidate)], candidate.Number(0) < 2 ? 1 : 0))]);
        }

        last.Count(candidate => candidate.Number(0) >= 2).Should().BeGreaterThan(last.Count / 2);
        last.Average(candidate => candidate.Number(0)).Should().BeInRange(2, 3.2);
    }

    [Fact]
    public void With_two_objectives_more_of_the_front_is_found_than_by_chance()
    {
        HyperVolume("tpe").Should().BeGreaterThan(HyperVolume("random") * 1.02);

        // Near (0, 0, 0) and near (2, 2, 2); the front is the way between them.
        static double HyperVolume(string method) => Enumerable.Range(1, 7).Select(seed =>
        {
            var sampler = SearchMethods.Create(method, Cube, (ulong)seed);
            var trials = new List<Trial>();
            while (trials.Count < 128)
            {
                var batch = sampler.Ask();
                Trial[] found = [.. batch.Select(at => new Trial(at, [-Distance(at, 0), -Distance(at, 2)], 0))];
                sampler.Tell(found);
                trials.AddRange(found);
            }

            var (volume, left) = (0.0, -40.0);
            foreach (var trial in TrialRanking.Best(trials.Take(128)).Reverse()) // ascending in the first
            {
                volume += Math.Max(trial.Scores[0] - left, 0) * Math.Max(trial.Scores[1] + 40, 0);
                left = Math.Max(trial.Scores[0], left);
            }

            return volume;
        }).Order().ElementAt(3);

        static double Distance(Candidate candidate, double place) =>
            Enumerable.Range(0, 3).Sum(i => (candidate.Number(i) - place) * (candidate.Number(i) - place));
    }

    /// <summary>What is found comes nearer to the least, by a share of what random leaves.</summary>
    private static void Beats(
        string method, SearchSpace space, Func<Candidate, double> loss, double least, int runs, double share)
    {
        var random = Searches.MedianLeast("random", space, loss, runs, Seeds) - least;
        var learned = Searches.MedianLeast(method, space, loss, runs, Seeds) - least;

        learned.Should().BeLessThan(random * share);
    }
}
