using System.Text.RegularExpressions;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>Which segment it is: of what, of which hour.</summary>
/// <param name="Exchange">The venue's name.</param>
/// <param name="Symbol">The pair's name in paths.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Hour">When it was recorded.</param>
internal readonly partial record struct SegmentName(
    string Exchange, string Symbol, SegmentKind Kind, RecordingHour Hour)
{
    /// <summary>From the recording's directory, in the form that DuckDB and Spark take for partitions.</summary>
    public string Path =>
        $"exchange={Exchange}/pair={Symbol}/kind={TextOf(Kind)}/date={Hour.Date}/{Hour.HourOfDay}"
        + RecordingFolder.SegmentExtension;

    /// <summary>Exchange and pair, as a person writes it: <c>kraken:XBTUSD</c>.</summary>
    public string Pair => $"{Exchange}:{Symbol}";

    /// <summary>Reads a <see cref="Path"/>; null for any other.</summary>
    public static SegmentName? Parse(string path)
    {
        var match = Form().Match(path);
        return match.Success
            && Array.Find(Enum.GetValues<SegmentKind>(), kind => TextOf(kind) == match.Groups[3].Value) is var found
            && TextOf(found) == match.Groups[3].Value
            && RecordingHour.Parse($"{match.Groups[4].Value}T{match.Groups[5].Value}") is { } hour
                ? new SegmentName(match.Groups[1].Value, match.Groups[2].Value, found, hour)
                : null;
    }

    public override string ToString() => Path;

    /// <summary>A kind as it is written in paths.</summary>
    public static string TextOf(SegmentKind kind) => kind switch
    {
        SegmentKind.Changes => "changes",
        SegmentKind.Trades => "trades",
        SegmentKind.Snapshots => "snapshots",
        SegmentKind.Gaps => "gaps",
        SegmentKind.Minutes => "minutes",
        SegmentKind.Candles => "candles",
        SegmentKind.Clock => "clock",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    [GeneratedRegex(
        @"^exchange=([A-Za-z0-9.-]+)/pair=([A-Za-z0-9.-]+)/kind=(\w+)/date=([0-9-]{10})/([0-9]{2})\.parquet$")]
    private static partial Regex Form();
}
