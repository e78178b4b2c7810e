namespace TradingBot.Worlds;

/// <summary>Puts together what the processes print.</summary>
internal sealed class Tally
{
    private const int MaxShown = 20;

    private readonly Lock _guard = new();
    private readonly SortedDictionary<int, string> _hashes = [];
    private readonly HashSet<string> _failed = [];
    private int _shown;

    public Census Census { get; } = new();

    public int Worlds { get; private set; }

    /// <summary>Worlds in which something failed.</summary>
    public int Failed
    {
        get
        {
            lock (_guard)
                return _failed.Count;
        }
    }

    /// <summary>Takes a line, in its parts.</summary>
    /// <returns>True for a process's last.</returns>
    public bool Take(string[] parts)
    {
        lock (_guard)
        {
            switch (parts)
            {
                case ["failure", var seed, var what]:
                    _failed.Add(seed);
                    if (_shown++ < MaxShown)
                        Console.WriteLine($"seed {seed}: {what}");
                    break;
                case ["hash", var seed, var hash]:
                    _hashes[int.Parse(seed)] = hash;
                    break;
                case ["count", var times, var what]:
                    Census.Count(what, long.Parse(times));
                    break;
                case ["done", var worlds]:
                    Worlds += int.Parse(worlds);
                    return true;
            }

            return false;
        }
    }

    public void Show()
    {
        foreach (var (what, times) in Census.Counts)
            Console.WriteLine($"{times,12} {what}");
    }

    public void ShowHashes()
    {
        foreach (var (seed, hash) in _hashes)
            Console.WriteLine($"world {seed} {hash}");
    }
}
