using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Replay;

/// <summary>What a recording has sealed of one pair.</summary>
internal sealed class PairHours
{
    private const int MostNamed = 20;

    private readonly List<SegmentName> _segments;
    private readonly List<ManifestLine> _lines;

    private PairHours(RecordingFolder folder, List<(SegmentName Name, ManifestLine Line)> segments)
    {
        Folder = folder;
        _segments = segments.ConvertAll(segment => segment.Name);
        _lines = segments.ConvertAll(segment => segment.Line);
    }

    public RecordingFolder Folder { get; }

    /// <summary>As a person writes it: <c>kraken:XBTUSD</c>.</summary>
    public string Pair => _segments[0].Pair;

    /// <summary>The first hour of which there is anything.</summary>
    public RecordingHour First => _segments[0].Hour;

    /// <summary>The last one.</summary>
    public RecordingHour Last => _segments[^1].Hour;

    /// <exception cref="RecordingException">
    /// There is no recording, it does not have the pair, or it has not both its book and its trades.
    /// </exception>
    public static PairHours Read(RecordingFolder folder, string exchange, string symbol)
    {
        if (!File.Exists(folder.Manifest))
        {
            throw new RecordingException(folder.LogHours().Count > 0
                ? $"{folder.Root}: {RecordingFolder.NothingSealed}"
                : $"{folder.Root}: is not a recording: it has no {Path.GetFileName(folder.Manifest)}");
        }

        var all = Manifest.Read(folder).Segments.ToList();
        var own = all.FindAll(segment => segment.Name.Exchange == exchange && segment.Name.Symbol == symbol);
        var pair = $"{exchange}:{symbol}";
        if (own.Count == 0)
            throw new RecordingException($"{folder.Root}: has nothing of {pair}; {NamesOf(all)}");
        if (!own.Exists(segment => segment.Name.Kind == SegmentKind.Trades))
            throw new RecordingException($"{folder.Root}: has no trades of {pair}, and candles are made of them");
        if (!own.Exists(segment => segment.Name.Kind == SegmentKind.Changes))
            throw new RecordingException($"{folder.Root}: has no order book of {pair}, and orders are filled from it");
        return new PairHours(folder, own);
    }

    /// <summary>Reads all segments of a range of hours through, before anything is traded on them.</summary>
    /// <exception cref="RecordingException">One cannot be read, or is not what was sealed.</exception>
    public void RequireWhole(RecordingHour first, RecordingHour last)
    {
        foreach (var (name, line) in _segments.Zip(_lines).Where(segment => segment.First.Hour >= first))
        {
            if (name.Hour <= last)
                FileHash.Require(Folder, line);
        }
    }

    /// <summary>Segments of a kind in a range of hours, in their order.</summary>
    public IReadOnlyList<SegmentName> Of(SegmentKind kind, RecordingHour first, RecordingHour last) =>
        _segments.FindAll(name => name.Kind == kind && name.Hour >= first && name.Hour <= last);

    private static string NamesOf(List<(SegmentName Name, ManifestLine Line)> all)
    {
        var names = all.Select(segment => segment.Name.Pair).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? RecordingFolder.NothingSealed
            : $"it has {string.Join(", ", names.Take(MostNamed))}"
                + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
    }
}
