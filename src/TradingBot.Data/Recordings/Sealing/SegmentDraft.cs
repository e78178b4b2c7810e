using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// A segment in the making, under its name with <c>.partial</c>. What is read back of it must have the checksums of
/// what was written.
/// </summary>
/// <param name="folder">The recording's.</param>
/// <param name="name">Which segment.</param>
/// <param name="batch">Its rows pass through here.</param>
/// <param name="key">The column whose lowest and highest values the manifest has; null: none.</param>
/// <param name="received">The column with the times of receipt; null: none.</param>
internal sealed class SegmentDraft(
    RecordingFolder folder, SegmentName name, RowBatch batch, LongColumn? key, LongColumn? received) : IAsyncDisposable
{
    private readonly List<uint[]> _checksums = [];
    private SegmentWriter? _writer;
    private long? _first;
    private long? _last;
    private long? _from;
    private long? _to;

    public SegmentName Name { get; } = name;

    public RowBatch Batch { get; } = batch;

    public string Path { get; } = folder.In(name.Path);

    /// <summary>That were written.</summary>
    public long Rows { get; private set; }

    /// <summary>True if rows were written, or wait to be.</summary>
    public bool HasRows => Rows > 0 || Batch.Count > 0;

    public string PartialPath => Path + RecordingFolder.PartialExtension;

    /// <summary>Writes what is in the batch as a row group, and empties it.</summary>
    public async Task FlushAsync()
    {
        if (Batch.Count == 0)
            return;
        var writer = await WriterAsync().ConfigureAwait(false);
        await writer.WriteAsync(Batch).ConfigureAwait(false);
        _checksums.Add(Batch.Checksums());
        Measure(key, ref _first, ref _last);
        Measure(received, ref _from, ref _to);
        Rows += Batch.Count;
        Batch.Clear();
    }

    /// <summary>Completes the file and brings it to the disk.</summary>
    public async Task CompleteAsync(SegmentInfo info)
    {
        await FlushAsync().ConfigureAwait(false);
        var writer = await WriterAsync().ConfigureAwait(false);
        await writer.CompleteAsync(info).ConfigureAwait(false);
        _writer = null;
    }

    /// <summary>Reads the file back.</summary>
    /// <returns>Its line of the manifest.</returns>
    /// <exception cref="RecordingException">It is not what was written.</exception>
    public async Task<ManifestLine> CheckAsync(ulong lastSequence)
    {
        var reader = await SegmentReader.OpenAsync(PartialPath).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var isSame = reader.Groups == _checksums.Count;
            for (var group = 0; isSame && group < _checksums.Count; group++)
            {
                await reader.ReadAsync(group, Batch).ConfigureAwait(false);
                isSame = Batch.Checksums().AsSpan().SequenceEqual(_checksums[group]);
            }

            Batch.Clear();
            if (!isSame)
                throw new RecordingException($"{PartialPath}: what was read back is not what was written");
        }

        return new ManifestLine
        {
            Path = Name.Path,
            Sha256 = FileHash.Of(PartialPath),
            Bytes = new FileInfo(PartialPath).Length,
            Rows = Rows,
            First = _first,
            Last = _last,
            FromMicros = _from,
            ToMicros = _to,
            LastSequence = lastSequence,
            Version = SegmentInfo.Version,
            Previous = "",
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<SegmentWriter> WriterAsync()
    {
        if (_writer is null)
        {
            DurableFiles.CreateFolder(System.IO.Path.GetDirectoryName(Path)!);
            _writer = await SegmentWriter.CreateAsync(PartialPath, Batch).ConfigureAwait(false);
        }

        return _writer;
    }

    private void Measure(LongColumn? column, ref long? lowest, ref long? highest)
    {
        if (column is null)
            return;
        foreach (var value in column.Values.AsSpan(0, Batch.Count))
        {
            lowest = lowest is { } low && low <= value ? low : value;
            highest = highest is { } high && high >= value ? high : value;
        }
    }
}
