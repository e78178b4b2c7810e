using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Replay;

/// <summary>A row group of a book's changes.</summary>
/// <param name="Levels">In the order of arrival.</param>
/// <param name="Snapshots">Of the whole segment, where it begins here; else none.</param>
/// <param name="Depth">Levels of a side that the book was cut to; 0: it was not.</param>
/// <param name="IsLast">True: the segment ends here.</param>
internal sealed record BookPart(LevelBatch Levels, IReadOnlyList<StoredSnapshot> Snapshots, int Depth, bool IsLast)
{
    /// <summary>The parts of some segments; each is overwritten by the next but one.</summary>
    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public static async IAsyncEnumerable<BookPart> ReadAsync(RecordingFolder folder, IReadOnlyList<SegmentName> changes)
    {
        var room = new Room<LevelBatch>((price, quantity) => new LevelBatch(price, quantity));
        foreach (var name in changes)
        {
            var path = folder.In((name with { Kind = SegmentKind.Snapshots }).Path);
            var snapshots = await StoredSnapshot.ReadAsync(path).ConfigureAwait(false);
            var reader = await SegmentReader.OpenAsync(folder.In(name.Path)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var depth = reader.Info.Depth;
                if (reader.Groups == 0)
                    yield return new BookPart(room.Next(reader.Info), snapshots, depth, IsLast: true);
                for (var group = 0; group < reader.Groups; group++)
                {
                    var levels = room.Next(reader.Info);
                    await reader.ReadAsync(group, levels).ConfigureAwait(false);
                    yield return new BookPart(
                        levels, group == 0 ? snapshots : [], depth, IsLast: group == reader.Groups - 1);
                }
            }
        }
    }
}

/// <summary>Two batches in turn: one is used while the other is filled.</summary>
internal sealed class Room<TBatch>(Func<int, int, TBatch> make)
    where TBatch : RowBatch
{
    private readonly (TBatch? Batch, int Price, int Quantity)[] _batches = new (TBatch?, int, int)[2];
    private int _next;

    /// <summary>An empty one with the decimals of a segment.</summary>
    public TBatch Next(SegmentInfo info)
    {
        _next = 1 - _next;
        ref var place = ref _batches[_next];
        if (place.Batch is null || (place.Price, place.Quantity) != (info.PriceDecimals, info.QuantityDecimals))
            place = (make(info.PriceDecimals, info.QuantityDecimals), info.PriceDecimals, info.QuantityDecimals);
        place.Batch!.Clear();
        return place.Batch;
    }
}
