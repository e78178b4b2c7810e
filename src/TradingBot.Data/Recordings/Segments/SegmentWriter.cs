using Parquet;
using Parquet.Schema;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>
/// A Parquet file in the making. Without <see cref="CompleteAsync"/> it has no footer and cannot be read.
/// </summary>
internal sealed class SegmentWriter : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly ParquetSchema _schema;
    private ParquetWriter? _writer;
    private decimal[] _decimals = [];
    private long?[] _optional = [];

    private SegmentWriter(FileStream file, ParquetSchema schema, ParquetWriter writer) =>
        (_file, _schema, _writer) = (file, schema, writer);

    public long Rows { get; private set; }

    /// <param name="path">Overwritten, if it is there.</param>
    /// <param name="batch">Of the kind that will be written.</param>
    public static async Task<SegmentWriter> CreateAsync(string path, RowBatch batch)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var schema = SegmentSchema.Of(batch);
            var writer = await ParquetWriter
                .CreateAsync(schema, file, options: SegmentSchema.Options(batch)).ConfigureAwait(false);
            return new SegmentWriter(file, schema, writer);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes the rows as one row group.</summary>
    public async Task WriteAsync(RowBatch batch)
    {
        if (batch.Count == 0)
            return;
        using var group = _writer!.CreateRowGroup();
        for (var i = 0; i < batch.Columns.Count; i++)
            await WriteAsync(group, _schema.DataFields[i], batch.Columns[i], batch.Count).ConfigureAwait(false);
        Rows += batch.Count;
    }

    /// <summary>Writes the footer, and brings the file to the disk.</summary>
    public async Task CompleteAsync(SegmentInfo info)
    {
        _writer!.CustomMetadata = info.ToMetadata();
        await _writer.DisposeAsync().ConfigureAwait(false);
        _writer = null;
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(ParquetRowGroupWriter group, DataField field, Column column, int rows)
    {
        var write = column switch
        {
            LongColumn numbers => group.WriteAsync<long>(field, numbers.Values.AsMemory(0, rows)),
            FlagColumn flags => group.WriteAsync<bool>(field, flags.Values.AsMemory(0, rows)),
            DoubleColumn numbers => group.WriteAsync<double>(field, numbers.Values.AsMemory(0, rows)),
            OptionalLongColumn numbers => group.WriteAsync<long>(field, Optional(numbers, rows)),
            DecimalColumn numbers => group.WriteAsync<decimal>(field, Decimals(numbers, rows)),
            TextColumn texts => group.WriteAsync(field, new ArraySegment<string>(texts.Values, 0, rows)),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Name, null),
        };
        await write.ConfigureAwait(false);
    }

    private ReadOnlyMemory<decimal> Decimals(DecimalColumn column, int rows)
    {
        if (_decimals.Length < rows)
            _decimals = new decimal[rows];
        for (var row = 0; row < rows; row++)
            _decimals[row] = column[row];
        return _decimals.AsMemory(0, rows);
    }

    private ReadOnlyMemory<long?> Optional(OptionalLongColumn column, int rows)
    {
        if (_optional.Length < rows)
            _optional = new long?[rows];
        for (var row = 0; row < rows; row++)
            _optional[row] = column[row];
        return _optional.AsMemory(0, rows);
    }
}
