using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Replay;

/// <summary>Rebuilds books from segments: the last row of a price wins, nothing has to be cut.</summary>
internal static class BookReplay
{
    /// <summary>An empty book with the digits of a segment.</summary>
    public static OrderBook NewBook(SegmentInfo info) =>
        new(info.Depth == 0 ? int.MaxValue : info.Depth, info.PriceDecimals, info.QuantityDecimals);

    /// <summary>Applies rows of a batch.</summary>
    /// <param name="book">With the digits of the batch.</param>
    /// <param name="batch">The changes.</param>
    /// <param name="from">Index of the first row.</param>
    /// <param name="to">That behind the last.</param>
    public static void Apply(OrderBook book, ChangeBatch batch, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            book.Set(
                batch.IsBid.Values[row] ? Side.Buy : Side.Sell, new BookLevel(batch.Price[row], batch.Quantity[row]));
        }
    }

    /// <summary>The book at the end of an hour, which is known then.</summary>
    /// <param name="folder">The recording's.</param>
    /// <param name="changes">The hour's changes.</param>
    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public static async Task<OrderBook> AtEndAsync(RecordingFolder folder, SegmentName changes)
    {
        var snapshots = await StoredSnapshot
            .ReadAsync(folder.In((changes with { Kind = SegmentKind.Snapshots }).Path)).ConfigureAwait(false);
        var reader = await SegmentReader.OpenAsync(folder.In(changes.Path)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var book = NewBook(reader.Info);
            if (snapshots.Count > 0)
                snapshots[^1].Load(book);
            var batch = new ChangeBatch(reader.Info.PriceDecimals, reader.Info.QuantityDecimals);
            for (var group = 0; group < reader.Groups; group++)
            {
                await reader.ReadAsync(group, batch).ConfigureAwait(false);
                var first = FirstBehind(batch, snapshots.Count > 0 ? snapshots[^1].Message : 0);
                Apply(book, batch, first, batch.Count);
            }

            return book;
        }
    }

    /// <summary>The first row of a message behind the given one; the count if there is none.</summary>
    private static int FirstBehind(ChangeBatch batch, long message)
    {
        var messages = batch.Message.Values.AsSpan(0, batch.Count);
        var first = messages.BinarySearch(message + 1);
        if (first < 0)
            return ~first;
        while (first > 0 && messages[first - 1] == message + 1)
            first--;
        return first;
    }
}
