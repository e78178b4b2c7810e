using TradingBot.Research.Search.Ranking;

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Points that leave no large hole (<see cref="SobolSequence"/>), shifted digit by digit at random: any first part of
/// them covers the space evenly, best a power of two. Where it finds only what it has had, the rest is drawn at random.
/// </summary>
internal sealed class SobolSampler : ISampler
{
    private const int MostRepeats = 10_000;

    private readonly SearchSpace _space;
    private readonly SobolSequence _sequence;
    private readonly UntriedCandidates _untried;
    private readonly uint[] _shift;
    private bool _isDone;

    /// <exception cref="SearchInputException">The space has too many dimensions.</exception>
    public SobolSampler(SearchSpace space, ulong seed)
    {
        var dimensions = space.Dimensions.Count;
        if (dimensions > SobolSequence.MostDimensions)
        {
            throw new SearchInputException(
                $"sobol searches at most {SobolSequence.MostDimensions} dimensions, not {dimensions}; use random");
        }

        var random = new SplitMix64(seed);
        (_space, _sequence, _untried) = (space, new SobolSequence(dimensions), new UntriedCandidates(space, random));
        _shift = [.. Enumerable.Range(0, dimensions).Select(_ => (uint)(random.Next() >> 32))];
    }

    public IReadOnlyList<Candidate> Ask()
    {
        var batch = new List<Candidate>(GridSampler.BatchSize);
        for (var repeats = 0; !_isDone && batch.Count < GridSampler.BatchSize; repeats++)
        {
            var candidate = Next();
            if (_untried.TryTake(candidate))
            {
                batch.Add(candidate);
                repeats = 0;
            }

            _isDone = repeats == MostRepeats;
        }

        batch.AddRange(_untried.Draw(GridSampler.BatchSize - batch.Count));
        return batch;
    }

    public void Tell(IReadOnlyList<Trial> trials)
    {
        // it learns nothing
    }

    private Candidate Next()
    {
        var point = _sequence.Next();
        var indices = new int[point.Length];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = (int)(((ulong)(point[i] ^ _shift[i]) * (ulong)_space.Dimensions[i].Count) >> 32);
        return _space.Of(indices);
    }
}
