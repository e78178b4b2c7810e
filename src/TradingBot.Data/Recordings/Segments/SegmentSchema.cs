using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>
/// How columns are stored, so that DuckDB, pandas and polars read them and filter by their statistics.
/// </summary>
/// <remarks>
/// Times are INT64: Parquet.Net writes wrong statistics for its time types (parquet-dotnet#769). No column is split by
/// bytes, though that is the smallest: DuckDB cannot read it of whole numbers.
/// </remarks>
internal static class SegmentSchema
{
    private const int PooledBytes = 8 << 20;

    /// <summary>The fields of a batch's columns, in their order.</summary>
    public static ParquetSchema Of(RowBatch batch) => new(batch.Columns.Select(Field).ToArray());

    public static ParquetOptions Options(RowBatch batch)
    {
        // Unbounded by default. The pools are the process's: the least that a row group needs is kept.
        var options = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.Zstd,
            CompressionLevel = CompressionLevel.Optimal,
            MaximumSmallPoolFreeBytes = PooledBytes,
            MaximumLargePoolFreeBytes = PooledBytes,
        };
        foreach (var column in batch.Columns)
        {
            if (column is LongColumn { IsDelta: true } or OptionalLongColumn { IsDelta: true })
                options.ColumnEncodingHints[column.Name] = EncodingHint.DeltaBinaryPacked;
            else if (column is TextColumn)
                options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        }

        return options;
    }

    private static Field Field(Column column) => column switch
    {
        LongColumn => new DataField<long>(column.Name),
        OptionalLongColumn => new DataField<long?>(column.Name),
        FlagColumn => new DataField<bool>(column.Name),
        DoubleColumn => new DataField<double>(column.Name),
        TextColumn => new DataField<string>(column.Name, nullable: false),
        DecimalColumn exact => new DecimalDataField(exact.Name, ScaledDecimal.Digits, exact.Decimals),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Name, null),
    };
}
