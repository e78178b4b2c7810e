using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>Changes of what is stored that need no file from outside. The store is whole before and after.</summary>
internal static class SeriesEdit
{
    private const int BatchSize = 1 << 16;

    /// <summary>Removes the candles that open in a range; if none is left, the series.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="series">Which.</param>
    /// <param name="from">Start of the range, unix seconds.</param>
    /// <param name="to">Its end, not included.</param>
    /// <param name="stop">Ends the work; the store stays as it was.</param>
    /// <returns>How many were removed, and how many are left.</returns>
    /// <exception cref="CandleStoreException">It cannot be read or written, or another import is running.</exception>
    public static (long Removed, long Left) Remove(
        CandleStore store, SeriesName series, long from, long to, CancellationToken stop)
    {
        using var reserved = store.Reserve();
        if (from <= 0 && to == long.MaxValue)
            return (store.Delete(series), 0); // also what is damaged
        using var file = store.Open(series);
        var (start, end) = (file.IndexOf(from), file.IndexOf(to));
        if (end <= start)
            return (0, file.Count);
        if (end - start == file.Count)
            _ = store.Delete(series);
        else
            Replace(store, series, file.Candles[..start], file.Candles[end..], stop);
        return (end - start, file.Count - (end - start));
    }

    /// <summary>Puts the candles of one series that are before another's first before them.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="from">Read, and left as it is.</param>
    /// <param name="to">Gets the candles.</param>
    /// <param name="stop">Ends the work; the store stays as it was.</param>
    /// <returns>How many were added, how many there are, and what is missing between the two.</returns>
    /// <exception cref="CandleStoreException">
    /// It cannot be read or written, another import is running, or there is nothing to put before.
    /// </exception>
    public static (long Added, long Total, Gap? Gap) Join(
        CandleStore store, SeriesName from, SeriesName to, CancellationToken stop)
    {
        using var reserved = store.Reserve();
        using var old = store.Open(from);
        using var later = store.Open(to);
        var earlier = old.Candles[..old.IndexOf(later.FirstOpenSeconds)];
        if (earlier.IsEmpty)
        {
            throw new CandleStoreException(
                $"{from}: has no candle before the first of {to} ({CandleFormat.Time(later.FirstOpenSeconds)}); "
                    + "were the two "
                + "swapped? Nothing is changed");
        }

        var between = GapScan.List([earlier[^1], later.Candles[0]], to.Timeframe);
        Replace(store, to, earlier, later.Candles, stop);
        return (earlier.Length, earlier.Length + later.Count, between.Count == 0 ? null : between[0]);
    }

    private static void Replace(
        CandleStore store,
        SeriesName series,
        ReadOnlySpan<Candle> first,
        ReadOnlySpan<Candle> second,
        CancellationToken stop)
    {
        using var writer = store.Create(series);
        Copy(first, writer, stop);
        Copy(second, writer, stop);
        writer.Complete();
        writer.Publish();
        store.DeleteOldName(series);
    }

    private static void Copy(ReadOnlySpan<Candle> candles, CandleFileWriter writer, CancellationToken stop)
    {
        for (; !candles.IsEmpty; candles = candles[Math.Min(BatchSize, candles.Length)..])
        {
            stop.ThrowIfCancellationRequested();
            writer.Append(candles[..Math.Min(BatchSize, candles.Length)]);
        }
    }
}
