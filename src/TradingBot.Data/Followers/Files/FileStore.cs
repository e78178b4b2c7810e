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
    private readonly Dictionary<RecordedSeries, FileCursor> _cursors = [];
    private string _recording = "";

    public string Name => $"{FormatText}:{_directory}";

    public IReadOnlyCollection<SegmentKind> Kinds { get; } =
        [SegmentKind.Minutes, SegmentKind.Candles, SegmentKind.Snapshots];

    private string FormatText => format == MinuteFormat.Csv ? "csv" : "parquet";

    private string CursorFile => Path.Combine(_directory, $"cursors.{FormatText}.json");

    public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
        string recording, CancellationToken stop) =>
        ExplainedAsync<IReadOnlyDictionary<RecordedSeries, SeriesCursor>>(() =>
        {
            _recording = recording;
            _cursors.Clear();
            DurableFiles.CreateFolder(_directory);
            var known = new Dictionary<RecordedSeries, SeriesCursor>();
            foreach (var stored in FileCursorJson.Read(CursorFile))
            {
                if (stored.Parse() is not var (series, cursor))
                    throw new StoreException($"{CursorFile}: is not understood", StoreTrouble.Conflict);
                _cursors[series] = stored;
                if (stored.Recording == recording)
                    known[series] = cursor;
            }

            return Task.FromResult<IReadOnlyDictionary<RecordedSeries, SeriesCursor>>(known);
        });

    public Task WriteAsync(SegmentRows rows, CancellationToken stop) => ExplainedAsync(async () =>
    {
        if (_cursors.TryGetValue(rows.Series, out var before) && before.Recording != _recording)
        {
            throw new StoreException(
                $"the {rows.Series} there are of another recording; use another directory", StoreTrouble.Conflict);
        }

        var bytes = 0L;
        if (rows.Batch is SnapshotBatch books)
            BookDumps.Write(_directory, rows.Name, books, rows.First);
        else if (format == MinuteFormat.Csv)
            bytes = Append(PathOf(rows.Name, $"{rows.Name.Hour.Date}.csv"), rows, LengthBefore(before, rows));
        else
            await WriteParquetAsync(rows).ConfigureAwait(false);
        _cursors[rows.Series] = new FileCursor(
            rows.Name.Exchange,
            rows.Name.Symbol,
            rows.Series.KindText,
            _recording,
            $"{rows.After.Hour}",
            rows.After.Rows,
            rows.After.IsWhole,
            bytes);
        FileCursorJson.Write(CursorFile, [.. _cursors.Values.OrderBy(cursor => $"{cursor.Exchange}:{cursor.Symbol}")]);
        return true;
    });

    public ValueTask DisposeAsync() => default;

    private static long Append(string path, SegmentRows rows, long length) => rows.Batch is CandleBatch
        ? CandleCsv.Append(path, rows, length)
        : MinuteCsv.Append(path, rows, length);

    /// <summary>A new day has a new file.</summary>
    private static long LengthBefore(FileCursor? before, SegmentRows rows) =>
        before is not null && RecordingHour.Parse(before.Hour)?.Day == rows.Name.Hour.Day ? before.Bytes : 0;

    private static async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(failure.Message, StoreTrouble.Passing, failure);
        }
    }

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
