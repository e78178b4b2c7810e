using TradingBot.Data.Followers;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Data.Followers;

/// <summary>
/// A store that keeps rows and cursors together, as one transaction does, and fails when a test wants it.
/// </summary>
internal sealed class MemoryStore : IFollowerStore
{
    private readonly Dictionary<RecordedSeries, SeriesCursor> _cursors = [];

    public string Name => "memory://store";

    public IReadOnlyCollection<SegmentKind> Kinds { get; init; } = Enum.GetValues<SegmentKind>();

    public Dictionary<RecordedSeries, List<string>> Rows { get; } = [];

    /// <summary>Hours and kinds in the order in which they were whole.</summary>
    public List<string> Order { get; } = [];

    public int Opened { get; private set; }

    /// <summary>Is asked before it is opened; what it returns is thrown.</summary>
    public Func<StoreException?> FailsToOpen { get; set; } = () => null;

    /// <summary>Is asked before rows are written; what it returns is thrown, and nothing is written.</summary>
    public Func<SegmentRows, StoreException?> Fails { get; set; } = _ => null;

    public IReadOnlyDictionary<RecordedSeries, SeriesCursor> Cursors => _cursors;

    public List<string> RowsOf(SegmentKind kind) => Rows.GetValueOrDefault(new("test", "XBTUSD", kind), []);

    public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(string recording, CancellationToken stop)
    {
        Opened++;
        return FailsToOpen() is { } failure
            ? throw failure
            : Task.FromResult<IReadOnlyDictionary<RecordedSeries, SeriesCursor>>(_cursors.ToDictionary());
    }

    public Task WriteAsync(SegmentRows rows, CancellationToken stop)
    {
        if (Fails(rows) is { } failure)
            throw failure;
        if (!Rows.TryGetValue(rows.Series, out var known))
            Rows[rows.Series] = known = [];
        known.AddRange(RecordedRows.Of(rows.Name.Hour, rows.Batch, rows.First));
        _cursors[rows.Series] = rows.After;
        if (rows.After.IsWhole)
            Order.Add($"{rows.Name.Hour} {rows.Name.Symbol} {rows.Series.KindText}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => default;
}
