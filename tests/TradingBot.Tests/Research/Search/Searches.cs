using TradingBot.Research.Search;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Tests.Research.Search;

/// <summary>Runs samplers on functions of which the least is known.</summary>
internal static class Searches
{
    /// <summary>The candidates of a search in the order asked for, batch by batch, at most so many.</summary>
    public static List<Candidate> Run(ISampler sampler, Func<Candidate, double> loss, int most = int.MaxValue)
    {
        var asked = new List<Candidate>();
        while (asked.Count < most && sampler.Ask() is { Count: > 0 } batch)
        {
            asked.AddRange(batch);
            sampler.Tell([.. batch.Select(candidate => new Trial(candidate, [-loss(candidate)], 0))]);
        }

        return asked[..Math.Min(asked.Count, most)];
    }

    /// <summary>The median of the least found by searches with several seeds.</summary>
    public static double MedianLeast(
        string method, SearchSpace space, Func<Candidate, double> loss, int runs, int seeds)
    {
        var found = Enumerable.Range(1, seeds)
            .Select(seed => Run(SearchMethods.Create(method, space, (ulong)seed), loss, runs).Min(loss))
            .Order().ToList();
        return found[seeds / 2];
    }

    /// <summary>Least at 1.3 in every dimension.</summary>
    public static double Sphere(Candidate at) =>
        Numbers(at).Sum(number => (number - 1.3) * (number - 1.3));

    /// <summary>A bent valley; least, 0, at 1 in every dimension.</summary>
    public static double Rosenbrock(Candidate at)
    {
        var numbers = Numbers(at);
        return numbers.Zip(numbers.Skip(1), (x, y) => 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)).Sum();
    }

    /// <summary>Three equal valleys; least, 0.397887, at (pi, 2.275).</summary>
    public static double Branin(Candidate at)
    {
        var (x, y) = (at.Number(0), at.Number(1));
        var valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
    }

    /// <summary>A whole number, a decimal and two words; least, 0, at 30, 0.7, c, on.</summary>
    public static double Mixed(Candidate at)
    {
        var (period, share) = (at.Number(0), at.Number(1));
        return (period - 30) * (period - 30) / 100 + 4 * (share - 0.7) * (share - 0.7)
            + (at.Text(2) == "c" ? 0 : 1) + (at.Text(3) == "on" ? 0 : 0.5);
    }

    private static double[] Numbers(Candidate at) => [.. Enumerable.Range(0, at.Indices.Length).Select(at.Number)];
}
