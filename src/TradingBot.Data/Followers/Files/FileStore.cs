using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers.Files;

/// <summary>
/// Minutes and candles of a recording in files that others read, and the whole book at 00:00 and 12:00 UTC. A file that
/// grows is first cut to the length that its cursor knows: what a kill left behind that is written again.
/// </summary>
/// <param name="directory">Made, if it is not there.</param>
/// <param name="format">Of minutes and candles.</param>
internal sealed class FileStore(string directory, MinuteFormat format) : IFollowerStore
{
    private readonly string _directory = Path.GetFullPath(directory);
    private readonly FileCursors _cursors = new(Path.GetFullPath(directory), TextOf(format));

    public string Name => $"{TextOf(format)}:{_directory}";

    public IReadOnlyCollection<SegmentKind> Kinds { get; } =
        [SegmentKind.Minutes, SegmentKind.Candles, SegmentKind.Snapshots];

    public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
        string recording, CancellationToken stop) =>
        FileErrors.ExplainedAsync(() => Task.FromResult(_cursors.Open(recording)));

    public Task WriteAsync(SegmentRows rows, CancellationToken stop) => FileErrors.ExplainedAsync(async () =>
    {
        var length = FileCursor.LengthBefore(_cursors.Before(rows), rows.Name.Hour);
        var bytes = 0L;
        if (rows.Batch is SnapshotBatch books)
            BookDumps.Write(_directory, rows.Name, books, rows.First);
        else if (format == MinuteFormat.Csv)
            bytes = Append(PathOf(rows.Name, $"{rows.Name.Hour.Date}.csv"), rows, length);
        else
            await WriteParquetAsync(rows).ConfigureAwait(false);
        _cursors.Save(rows, bytes);
        return true;
    });

    public ValueTask DisposeAsync() => default;

    private static long Append(string path, SegmentRows rows, long length) => rows.Batch is CandleBatch
        ? CandleCsv.Append(path, rows, length)
        : MinuteCsv.Append(path, rows, length);

    private static string TextOf(MinuteFormat format) => format == MinuteFormat.Csv ? "csv" : "parquet";

    private string PathOf(SegmentName name, string end) =>
        Path.Combine(_directory, $"{SegmentName.TextOf(name.Kind)}_{name.Exchange}-{name.Symbol}_{end}");

    /// <summary>A file an hour, of which there is all or nothing.</summary>
    private async Task WriteParquetAsync(SegmentRows rows)
    {
        var path = PathOf(rows.Name, $"{rows.Name.Hour}.parquet");
        var partial = path + RecordingFolder.PartialExtension;
        var writer = await SegmentWriter.CreateAsync(partial, rows.Batch).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteAsync(rows.Batch).ConfigureAwait(false);
            await writer.CompleteAsync(rows.Info).ConfigureAwait(false);
        }

        File.Move(partial, path, overwrite: true);
    }
}

/// <summary>The form of files with minutes and candles.</summary>
internal enum MinuteFormat
{
    /// <summary>Text, a file a day.</summary>
    Csv,

    /// <summary>Parquet, a file an hour.</summary>
    Parquet,
}
