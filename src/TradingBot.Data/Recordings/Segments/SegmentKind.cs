namespace TradingBot.Data.Recordings.Segments;

/// <summary>What a segment holds.</summary>
internal enum SegmentKind
{
    Changes,
    Trades,
    Snapshots,
    Gaps,
    Minutes,
    Candles,
    Clock,
}
