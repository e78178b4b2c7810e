using TradingBot.Research.Search.Ranking;

namespace TradingBot.Research.Search.Samplers;

/// <summary>Everything, in the order of the grid.</summary>
internal sealed class GridSampler(SearchSpace space) : ISampler
{
    /// <summary>Enough for any number of threads, which wait for each other at its end.</summary>
    public const int BatchSize = 512;

    private readonly IEnumerator<Candidate> _rest = space.All().GetEnumerator();

    public IReadOnlyList<Candidate> Ask()
    {
        var batch = new List<Candidate>(BatchSize);
        while (batch.Count < BatchSize && _rest.MoveNext())
            batch.Add(_rest.Current);
        return batch;
    }

    public void Tell(IReadOnlyList<Trial> trials)
    {
        // it learns nothing
    }
}
