using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>What downloaded candles did to those that were stored.</summary>
/// <param name="Changes">By open time.</param>
/// <param name="Differences">Stored candles that were not what the trades make.</param>
/// <param name="First">The first of them.</param>
internal sealed record DownloadMerge(MergeCounts Changes, long Differences, IReadOnlyList<CandleDifference> First)
{
    private const int Named = 5;

    public static DownloadMerge None { get; } = new(default, 0, []);

    /// <summary>
    /// Brings the candles of a download into the store; the newer ones stay, as after an import. The store is whole
    /// before and after, and doing it twice changes nothing.
    /// </summary>
    /// <exception cref="CandleStoreException">It cannot be read or written, or an import is running.</exception>
    public static DownloadMerge Of(CandleStore store, DownloadLog log, SeriesName series)
    {
        if (log.Pending == 0)
            return None;
        using var reserved = store.Reserve();
        using var draft = store.Create(series);
        log.CopyTo(draft);
        draft.Complete();
        if (!store.Contains(series))
        {
            draft.Publish();
            return new DownloadMerge(new MergeCounts(Added: log.Pending, 0, 0), 0, []);
        }

        using var older = store.Open(series);
        using var newer = draft.Open();
        using var merged = store.Create(series);
        var end = newer.LastOpenSeconds + series.Timeframe.Seconds;
        var within = older.IndexOf(newer.FirstOpenSeconds)..older.IndexOf(end);
        var (count, first) = CandleDifference.Between(older.Candles[within], newer.Candles, Named);
        var changes = CandleMerge.Write(older.Candles, newer.Candles, merged, CancellationToken.None);
        merged.Complete();
        merged.Publish();
        store.DeleteOldName(series);
        return new DownloadMerge(changes, count, first);
    }
}
