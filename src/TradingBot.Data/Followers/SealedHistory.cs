using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers;

/// <summary>What is sealed of a recording, in the order in which stores get it.</summary>
/// <param name="folder">The recording's.</param>
/// <param name="kinds">What the store takes.</param>
/// <param name="isWanted">True for a pair that is followed, by exchange and symbol.</param>
internal sealed class SealedHistory(
    RecordingFolder folder, IReadOnlyCollection<SegmentKind> kinds, Func<string, string, bool> isWanted)
{
    private readonly List<(SegmentName Name, ManifestLine Line)> _segments = [];
    private readonly List<SegmentName> _removed = [];
    private long _length = -1;
    private bool _hasUnfinished;

    /// <summary>Which recording it is; null while nothing is sealed.</summary>
    public string? Recording { get; private set; }

    /// <summary>Segments that retention has removed.</summary>
    public IReadOnlyList<SegmentName> Removed => _removed;

    /// <summary>Reads the manifest, if it has grown.</summary>
    /// <returns>True if there may be something new.</returns>
    /// <exception cref="RecordingException">It cannot be read, or its chain is broken.</exception>
    public bool Refresh()
    {
        var file = new FileInfo(folder.Manifest);
        var logs = folder.LogHours();
        if (!file.Exists || (file.Length == _length && !_hasUnfinished))
            return false;
        var manifest = Manifest.Read(folder);
        _length = file.Length;
        Recording = manifest.Lines.Count == 0 ? null : manifest.Lines[0].Sha256;
        var wanted = manifest.Segments.Where(segment => IsWanted(segment.Name)).ToList();
        // An hour whose log is still there may have some of its lines only: book_at would miss its gaps.
        _hasUnfinished = wanted.Exists(segment => logs.Contains(segment.Name.Hour));
        _segments.Clear();
        _segments.AddRange(wanted.Where(segment => !logs.Contains(segment.Name.Hour))
            .OrderBy(segment => segment.Name.Hour)
            .ThenBy(segment => segment.Name.Pair, StringComparer.Ordinal)
            .ThenBy(segment => RankOf(segment.Name.Kind)));
        _removed.Clear();
        _removed.AddRange(manifest.Lines.Where(line => line.IsRemoved)
            .Select(line => SegmentName.Parse(line.Path)).OfType<SegmentName>().Where(IsWanted));
        return true;
    }

    /// <summary>What a store does not have yet, the earliest hour first.</summary>
    public IEnumerable<(SegmentName Name, ManifestLine Line)> After(
        IReadOnlyDictionary<RecordedSeries, SeriesCursor> cursors) =>
        _segments.Where(segment => !cursors.TryGetValue(RecordedSeries.Of(segment.Name), out var cursor)
            || segment.Name.Hour >= cursor.NextHour);

    /// <summary>Gaps and snapshots come before the changes: who has the changes of an hour has all its book.</summary>
    private static int RankOf(SegmentKind kind) => kind switch
    {
        SegmentKind.Gaps => 0,
        SegmentKind.Snapshots => 1,
        SegmentKind.Changes => 2,
        SegmentKind.Trades => 3,
        SegmentKind.Minutes => 4,
        SegmentKind.Candles => 5,
        SegmentKind.Clock => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private bool IsWanted(SegmentName name) => kinds.Contains(name.Kind) && isWanted(name.Exchange, name.Symbol);
}
