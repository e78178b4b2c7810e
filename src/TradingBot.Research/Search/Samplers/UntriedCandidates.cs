namespace TradingBot.Research.Search.Samplers;

/// <summary>What a sampler may still ask for, and random draws from it.</summary>
internal sealed class UntriedCandidates(SearchSpace space, SplitMix64 random)
{
    // A grid of up to so many is listed, what is forbidden or tried left out, when blind draws become rare hits.
    private const int MostListed = 1 << 20;
    private const int DrawsBeforeListing = 64;

    // A larger one counts as exhausted when so many draws in a row are forbidden or tried.
    private const int MostDraws = 100_000;

    private readonly HashSet<Candidate> _tried = [];
    private List<int>? _listed;

    /// <summary>True where it is allowed and was not taken before.</summary>
    public bool IsFree(Candidate candidate) => !_tried.Contains(candidate) && space.Allows(candidate);

    /// <summary>Takes it, where it is free.</summary>
    public bool TryTake(Candidate candidate) => IsFree(candidate) && _tried.Add(candidate);

    /// <summary>So many of the free ones, or all there are; they are taken.</summary>
    public IReadOnlyList<Candidate> Draw(int count)
    {
        var drawn = new List<Candidate>(count);
        while (drawn.Count < count && Draw() is { } candidate)
            drawn.Add(candidate);
        return drawn;
    }

    /// <summary>One of the free ones, each as likely as any other; it is taken. Null where there is none.</summary>
    public Candidate? Draw()
    {
        var draws = _listed is not null ? 0 : space.Count <= MostListed ? DrawsBeforeListing : MostDraws;
        for (; draws > 0; draws--)
        {
            if (Any() is var candidate && TryTake(candidate))
                return candidate;
        }

        return space.Count <= MostListed ? DrawListed() : null;
    }

    /// <summary>Any of the full grid.</summary>
    public Candidate Any()
    {
        var indices = new int[space.Dimensions.Count];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = random.NextBelow(space.Dimensions[i].Count);
        return space.Of(indices);
    }

    private Candidate? DrawListed()
    {
        _listed ??= [.. space.All().Where(IsFree).Select(candidate => (int)candidate.Id)];
        while (_listed.Count > 0)
        {
            var at = random.NextBelow(_listed.Count);
            var candidate = space.At(_listed[at]);
            _listed[at] = _listed[^1];
            _listed.RemoveAt(_listed.Count - 1);
            if (TryTake(candidate))
                return candidate;
        }

        return null;
    }
}
