using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>Which batch has the columns of a segment.</summary>
internal static class SegmentBatches
{
    /// <summary>An empty one.</summary>
    public static RowBatch Of(SegmentKind kind, SegmentInfo info) => kind switch
    {
        SegmentKind.Changes => new ChangeBatch(info.PriceDecimals, info.QuantityDecimals),
        SegmentKind.Trades => new TradeBatch(info.PriceDecimals, info.QuantityDecimals),
        SegmentKind.Snapshots => new SnapshotBatch(info.PriceDecimals, info.QuantityDecimals),
        SegmentKind.Gaps => new GapBatch(),
        SegmentKind.Minutes => new MinuteBatch(info.PriceDecimals),
        SegmentKind.Candles => new CandleBatch(info.PriceDecimals, info.QuantityDecimals),
        SegmentKind.Clock => new ClockBatch(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
