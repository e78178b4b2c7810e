using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers;

/// <summary>All segments of one pair and kind: what has one cursor.</summary>
/// <param name="Exchange">The venue's name.</param>
/// <param name="Symbol">The pair's name in paths.</param>
/// <param name="Kind">What they hold.</param>
internal readonly record struct RecordedSeries(string Exchange, string Symbol, SegmentKind Kind)
{
    /// <summary>The kind as it is stored with a cursor, such as <c>changes</c>.</summary>
    public string KindText => SegmentName.TextOf(Kind);

    public static RecordedSeries Of(SegmentName name) => new(name.Exchange, name.Symbol, name.Kind);

    public override string ToString() => $"{Exchange}:{Symbol} {KindText}";
}
