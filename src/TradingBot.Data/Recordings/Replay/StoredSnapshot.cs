using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Replay;

/// <summary>A whole book as it is stored.</summary>
/// <param name="Message">The number of the message whose book it is.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="Bids">Best first.</param>
/// <param name="Asks">Best first.</param>
internal sealed record StoredSnapshot(
    long Message, SnapshotReason Reason, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)
{
    /// <summary>The exchange's time, unix microseconds; null where it sent none, and in one that is ours.</summary>
    public long? ExchangeMicros { get; init; }

    /// <summary>When it was received, unix microseconds; of one that is ours the beginning of the hour.</summary>
    public long ReceivedMicros { get; init; }

    /// <summary>All of a segment, in their order.</summary>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<StoredSnapshot>> ReadAsync(string path)
    {
        var all = new List<StoredSnapshot>();
        var groups = SegmentReader.GroupsAsync(
            path, info => new SnapshotBatch(info.PriceDecimals, info.QuantityDecimals));
        await foreach (var batch in groups.ConfigureAwait(false))
        {
            for (var first = 0; first < batch.Count;)
                all.Add(One(batch, ref first));
        }

        return all;
    }

    /// <summary>Makes the book this one.</summary>
    public void Load(OrderBook book)
    {
        book.Clear();
        foreach (var level in Bids)
            book.Set(Side.Buy, level);
        foreach (var level in Asks)
            book.Set(Side.Sell, level);
    }

    /// <summary>True if the book holds the same levels, all of them.</summary>
    public bool IsSame(OrderBook book) =>
        book.Bids.SequenceEqual(Bids.ToArray()) && book.Asks.SequenceEqual(Asks.ToArray());

    private static StoredSnapshot One(SnapshotBatch batch, ref int at)
    {
        var (number, first) = (batch.Snapshot.Values[at], at);
        var (bids, asks) = (new List<BookLevel>(), new List<BookLevel>());
        for (; at < batch.Count && batch.Snapshot.Values[at] == number; at++)
            (batch.IsBid.Values[at] ? bids : asks).Add(new BookLevel(batch.Price[at], batch.Quantity[at]));
        return new StoredSnapshot(
            batch.Message.Values[first], (SnapshotReason)batch.Reason.Values[first], bids, asks)
        {
            ExchangeMicros = batch.ExchangeMicros[first],
            ReceivedMicros = batch.ReceivedMicros.Values[first],
        };
    }
}
