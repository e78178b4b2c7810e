using TradingBot.Research.Search.Ranking;

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Each as likely as any other, none twice. Better than a grid of as many points, because few settings matter and it
/// tries more values of those (Bergstra and Bengio 2012, JMLR 13): 60 draws have one of the best 5 % with 95 %
/// probability, whatever the number of dimensions.
/// </summary>
internal sealed class RandomSampler(SearchSpace space, ulong seed) : ISampler
{
    private readonly UntriedCandidates _untried = new(space, new SplitMix64(seed));

    public IReadOnlyList<Candidate> Ask() => _untried.Draw(GridSampler.BatchSize);

    public void Tell(IReadOnlyList<Trial> trials)
    {
        // it learns nothing
    }
}
