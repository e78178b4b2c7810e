using System.Globalization;

namespace TradingBot.Data.Recordings;

/// <summary>An hour of UTC, the span of one file. Written <c>2026-11-30T12</c>.</summary>
/// <param name="Number">Hours since 1970.</param>
internal readonly record struct RecordingHour(long Number) : IComparable<RecordingHour>
{
    private const long Micros = 3_600_000_000;
    private const string Format = "yyyy-MM-dd'T'HH";

    /// <summary>The day as it is written in paths, <c>2026-11-30</c>.</summary>
    public string Date => Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Its day.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Start);

    /// <summary>The hour of the day as it is written in paths, two digits.</summary>
    public string HourOfDay => Start.ToString("HH", CultureInfo.InvariantCulture);

    /// <summary>Its first moment, unix microseconds.</summary>
    public long StartMicros => Number * Micros;

    /// <summary>The first moment that is not in it any more, unix microseconds.</summary>
    public long EndMicros => Next.StartMicros;

    /// <summary>The hour after it.</summary>
    public RecordingHour Next => new(Number + 1);

    private DateTime Start => DateTime.UnixEpoch.AddHours(Number);

    public static bool operator <(RecordingHour left, RecordingHour right) => left.Number < right.Number;

    public static bool operator >(RecordingHour left, RecordingHour right) => left.Number > right.Number;

    public static bool operator <=(RecordingHour left, RecordingHour right) => left.Number <= right.Number;

    public static bool operator >=(RecordingHour left, RecordingHour right) => left.Number >= right.Number;

    /// <summary>The one that a moment lies in.</summary>
    /// <param name="unixMicros">Not before 1970.</param>
    public static RecordingHour Of(long unixMicros) => new(unixMicros / Micros);

    /// <summary>Reads what <see cref="ToString"/> writes; null for any other text.</summary>
    public static RecordingHour? Parse(string text) =>
        DateTime.TryParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var start)
            ? new RecordingHour((long)(start - DateTime.UnixEpoch).TotalHours)
            : null;

    public int CompareTo(RecordingHour other) => Number.CompareTo(other.Number);

    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);
}
