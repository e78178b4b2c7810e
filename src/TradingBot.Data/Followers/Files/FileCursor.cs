using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.Files;

/// <summary>One series' place, as it stands in the file of cursors.</summary>
/// <param name="Exchange">The venue's name.</param>
/// <param name="Symbol">The pair's name in paths.</param>
/// <param name="Kind">Such as <c>minutes</c>.</param>
/// <param name="Recording">Which recording it is of.</param>
/// <param name="Hour">The segment's.</param>
/// <param name="Rows">How many of its rows are there.</param>
/// <param name="IsWhole">True if that is all of them.</param>
/// <param name="Bytes">How long the file that grows was then; what is behind that came too late to count.</param>
internal sealed record FileCursor(
    string Exchange,
    string Symbol,
    string Kind,
    string Recording,
    string Hour,
    long Rows,
    bool IsWhole,
    long Bytes)
{
    /// <summary>Of a ticker: where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TickerPlace? Ticker { get; init; }

    /// <summary>How much of a day's file is known: a new day has a new one.</summary>
    /// <param name="before">The place before; null: there is nothing yet.</param>
    /// <param name="hour">That is written.</param>
    public static long LengthBefore(FileCursor? before, RecordingHour hour) =>
        before is not null && RecordingHour.Parse(before.Hour)?.Day == hour.Day ? before.Bytes : 0;

    /// <summary>Null where it is not one of ours.</summary>
    public (RecordedSeries Series, SeriesCursor Cursor)? Parse()
    {
        var kind = Enum.GetValues<SegmentKind>().Cast<SegmentKind?>()
            .FirstOrDefault(one => SegmentName.TextOf(one!.Value) == Kind);
        return kind is { } known && RecordingHour.Parse(Hour) is { } hour
            ? (new RecordedSeries(Exchange, Symbol, known), new SeriesCursor(hour, Rows, IsWhole))
            : null;
    }
}

/// <summary>Where a ticker is.</summary>
/// <param name="Next">The next moment that is written, unix seconds.</param>
/// <param name="Trade">The id of the newest trade before it.</param>
/// <param name="Price">That trade's.</param>
internal sealed record TickerPlace(long Next, long Trade, decimal Price);

/// <summary>The file of cursors as JSON.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<FileCursor>))]
internal sealed partial class FileCursorJson : JsonSerializerContext
{
    /// <summary>All that are in a file; none where there is no file.</summary>
    /// <exception cref="StoreException">It is not ours.</exception>
    public static List<FileCursor> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var cursors = JsonSerializer.Deserialize(File.ReadAllBytes(path), Default.ListFileCursor) ?? [];
            if (!cursors.Exists(cursor => cursor is null or { Rows: < 0 } or { Bytes: < 0 }))
                return cursors;
        }
        catch (JsonException)
        {
            // told below
        }

        throw new StoreException(
            $"{path}: is not understood; use an empty directory, or delete it with the files beside it",
            StoreTrouble.Conflict);
    }

    /// <summary>Replaces the file, whole or not at all.</summary>
    public static void Write(string path, List<FileCursor> cursors)
    {
        var partial = path + RecordingFolder.PartialExtension;
        File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(cursors, Default.ListFileCursor));
        DurableFiles.Flush(partial);
        File.Move(partial, path, overwrite: true);
        DurableFiles.FlushNames(Path.GetDirectoryName(path)!);
    }
}
