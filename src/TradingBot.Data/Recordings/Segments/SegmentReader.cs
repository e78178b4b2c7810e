using Parquet;
using Parquet.Schema;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>Reads a segment, a row group at a time into arrays that are used again.</summary>
internal sealed class SegmentReader : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly ParquetReader _reader;
    private readonly string _path;
    private long?[] _optional = [];

    private SegmentReader(FileStream file, ParquetReader reader, string path)
    {
        _file = file;
        _reader = reader;
        _path = path;
        Info = SegmentInfo.Of(reader.CustomMetadata, path);
    }

    public SegmentInfo Info { get; }

    public int Groups => _reader.RowGroupCount;

    /// <summary>How many rows a row group has.</summary>
    /// <param name="group">From 0 to <see cref="Groups"/> - 1.</param>
    public long RowsOf(int group)
    {
        using var rows = _reader.OpenRowGroupReader(group);
        return rows.RowCount;
    }

    /// <exception cref="RecordingException">It cannot be read, or is not a segment of this version.</exception>
    public static async Task<SegmentReader> OpenAsync(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var reader = await ParquetReader.CreateAsync(file).ConfigureAwait(false);
            return new SegmentReader(file, reader, path);
        }
        catch (Exception failure)
        {
            if (file is not null)
                await file.DisposeAsync().ConfigureAwait(false);
            if (IsOfTheFile(failure))
                throw Unreadable(path, failure);
            throw;
        }
    }

    /// <summary>The row groups of a file, one after another in one batch: each replaces the one before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="batchOf">Makes the batch, of what the file says of itself.</param>
    /// <exception cref="RecordingException">It cannot be read, or has other columns.</exception>
    public static async IAsyncEnumerable<T> GroupsAsync<T>(string path, Func<SegmentInfo, T> batchOf)
        where T : RowBatch
    {
        var reader = await OpenAsync(path).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var batch = batchOf(reader.Info);
            for (var group = 0; group < reader.Groups; group++)
            {
                await reader.ReadAsync(group, batch).ConfigureAwait(false);
                yield return batch;
            }
        }
    }

    /// <summary>Reads a row group.</summary>
    /// <param name="group">From 0 to <see cref="Groups"/> - 1.</param>
    /// <param name="batch">What was in it is replaced. Its decimals are those of <see cref="Info"/>.</param>
    /// <exception cref="RecordingException">It cannot be read, or has other columns.</exception>
    public async Task ReadAsync(int group, RowBatch batch)
    {
        try
        {
            using var rows = _reader.OpenRowGroupReader(group);
            batch.Resize(checked((int)rows.RowCount));
            foreach (var column in batch.Columns)
                await ReadAsync(rows, FieldOf(column), column, batch.Count).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            throw Unreadable(_path, failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsOfTheFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ParquetException or InvalidDataException
            or ArgumentException or OverflowException or NotSupportedException or InvalidOperationException
            or IndexOutOfRangeException;

    private static RecordingException Unreadable(string path, Exception failure) =>
        new($"{path}: cannot be read: {failure.Message}", failure);

    private DataField FieldOf(Column column) =>
        Array.Find(_reader.Schema.DataFields, field => field.Name == column.Name)
        ?? throw new RecordingException($"{_path}: has no column {column.Name}");

    private async ValueTask ReadAsync(ParquetRowGroupReader group, DataField field, Column column, int rows)
    {
        switch (column)
        {
            case LongColumn numbers:
                await group.ReadAsync<long>(field, numbers.Values.AsMemory(0, rows)).ConfigureAwait(false);
                break;
            case FlagColumn flags:
                await group.ReadAsync<bool>(field, flags.Values.AsMemory(0, rows)).ConfigureAwait(false);
                break;
            case DoubleColumn numbers:
                await group.ReadAsync<double>(field, numbers.Values.AsMemory(0, rows)).ConfigureAwait(false);
                break;
            case OptionalLongColumn numbers:
                await ReadOptionalAsync(group, field, numbers, rows).ConfigureAwait(false);
                break;
            case DecimalColumn numbers:
                await ReadDecimalsAsync(group, field, numbers, rows).ConfigureAwait(false);
                break;
            case TextColumn texts:
                await ReadTextsAsync(group, field, texts, rows).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(column), column.Name, null);
        }
    }

    private async ValueTask ReadOptionalAsync(
        ParquetRowGroupReader group, DataField field, OptionalLongColumn column, int rows)
    {
        if (group.GetStatistics(field)?.NullCount == rows)
            return; // unknown is what they are
        if (_optional.Length < rows)
            _optional = new long?[rows];
        await group.ReadAsync<long>(field, _optional.AsMemory(0, rows)).ConfigureAwait(false);
        for (var row = 0; row < rows; row++)
            column[row] = _optional[row];
    }

    /// <summary>The whole numbers as they are stored: making decimals of them takes as long as all the rest.</summary>
    private async ValueTask ReadDecimalsAsync(
        ParquetRowGroupReader group, DataField field, DecimalColumn column, int rows)
    {
        if (field is not DecimalDataField stored || stored.Scale != column.Decimals)
            throw new RecordingException($"{_path}: column {column.Name} does not have {column.Decimals} decimals");
        var raw = new ParquetSchema(new DataField<long>(column.Name)).DataFields[0];
        await group.ReadAsync<long>(raw, column.Values.AsMemory(0, rows)).ConfigureAwait(false);
    }

    private static async ValueTask ReadTextsAsync(
        ParquetRowGroupReader group, DataField field, TextColumn column, int rows)
    {
        var texts = new ReadOnlyMemory<char>[rows];
        await group.ReadRawAsync<ReadOnlyMemory<char>>(field, texts, null, null).ConfigureAwait(false);
        for (var row = 0; row < rows; row++)
            column.Values[row] = texts[row].ToString();
    }
}
