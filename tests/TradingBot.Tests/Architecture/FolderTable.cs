namespace TradingBot.Tests.Architecture;

/// <summary>
/// <c>folders.txt</c>: a line a folder, with the folders whose types it may use; one that begins with a blank goes on.
/// An exclamation mark stands before an arrow that is there and is to go.
/// </summary>
internal sealed class FolderTable
{
    private readonly Dictionary<string, string[]> _rows;

    public FolderTable(string text)
    {
        var rows = text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#'));
        _rows = string.Join('\n', rows).Replace("\n ", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(':'))
            .ToDictionary(row => row[0], row => row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>This checkout's.</summary>
    public static FolderTable OfThisCheckout { get; } = new(File.ReadAllText(
        Path.Combine(Repository.Root, "tests/TradingBot.Tests/Architecture/folders.txt")));

    public IEnumerable<string> Folders => _rows.Keys;

    /// <summary>All that are there, those that are to go among them.</summary>
    public IEnumerable<(string From, string To)> Arrows =>
        from row in _rows from to in row.Value select (row.Key, to.TrimStart('!'));

    /// <summary>Those that are to go.</summary>
    public IEnumerable<(string From, string To)> ToGo =>
        from row in _rows from to in row.Value where to.StartsWith('!') select (row.Key, to[1..]);

    /// <summary>A way through the arrows that stay from a folder back to itself; empty where there is none.</summary>
    public IReadOnlyList<string> Cycle()
    {
        var done = new HashSet<string>();
        return _rows.Keys.Select(folder => CycleFrom(folder, [], done)).FirstOrDefault(way => way.Count > 0) ?? [];
    }

    private IReadOnlyList<string> CycleFrom(string folder, List<string> way, HashSet<string> done)
    {
        if (way.IndexOf(folder) is >= 0 and var at)
            return [.. way[at..], folder];
        if (done.Contains(folder) || !_rows.TryGetValue(folder, out var row))
            return [];
        foreach (var next in row.Where(next => !next.StartsWith('!')))
        {
            if (CycleFrom(next, [.. way, folder], done) is { Count: > 0 } cycle)
                return cycle;
        }

        done.Add(folder);
        return [];
    }
}
