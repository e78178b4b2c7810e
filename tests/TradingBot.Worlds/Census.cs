namespace TradingBot.Worlds;

/// <summary>How often what has happened. Without it, a run in which nothing was tried looks like one that passed.</summary>
internal sealed class Census
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Count(string what, long times = 1) => _counts[what] = _counts.GetValueOrDefault(what) + times;

    public void Add(Census other)
    {
        foreach (var (what, count) in other._counts)
            Count(what, count);
    }
}
