using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers;

/// <summary>Rows for a store, and the cursor that they move it to.</summary>
/// <param name="Name">The segment they are of.</param>
/// <param name="Info">What it says of itself.</param>
/// <param name="Batch">Valid until the store has written them.</param>
/// <param name="First">Index of the first of them in the batch; those before it are in the store.</param>
/// <param name="After">The cursor once they are written.</param>
internal sealed record SegmentRows(
    SegmentName Name, SegmentInfo Info, RowBatch Batch, int First, SeriesCursor After)
{
    public RecordedSeries Series => RecordedSeries.Of(Name);

    public int Count => Batch.Count - First;
}
