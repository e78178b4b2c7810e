using System.Globalization;
using System.Runtime.InteropServices;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>One column of a <see cref="RowBatch"/>, under the name that it has in files.</summary>
internal abstract class Column(string name)
{
    public string Name { get; } = name;

    /// <summary>Makes room for so many rows and keeps what is there.</summary>
    public abstract void Grow(int rows);

    /// <summary>A value as it stands in a CSV file; empty for what is not known.</summary>
    public abstract string Text(int row);

    /// <summary>CRC-32C of the first rows: what is read back has to have the same.</summary>
    public abstract uint Checksum(int rows);
}

/// <summary>A column as an array; only the first rows of it are in use.</summary>
internal abstract class Column<T>(string name) : Column(name)
{
    public T[] Values { get; private set; } = [];

    public override void Grow(int rows)
    {
        var values = Values;
        Array.Resize(ref values, rows);
        Values = values;
    }
}

/// <summary>A column of numbers, whose bytes are all there is to them.</summary>
internal abstract class NumberColumn<T>(string name) : Column<T>(name)
    where T : struct
{
    public override uint Checksum(int rows) => Crc32C.Append(0, MemoryMarshal.AsBytes(Values.AsSpan(0, rows)));
}

/// <summary>Whole numbers.</summary>
/// <param name="name">As in files.</param>
/// <param name="isDelta">True where neighbours are near each other: only their differences are stored then.</param>
internal sealed class LongColumn(string name, bool isDelta = false) : NumberColumn<long>(name)
{
    public bool IsDelta { get; } = isDelta;

    public override string Text(int row) => Values[row].ToString(CultureInfo.InvariantCulture);
}

/// <summary>Exact decimals as whole numbers of their last digit.</summary>
/// <param name="name">As in files.</param>
/// <param name="decimals">0 to 18.</param>
internal sealed class DecimalColumn(string name, int decimals) : NumberColumn<long>(name)
{
    public int Decimals { get; } = decimals;

    public decimal this[int row] => ScaledDecimal.ToDecimal(Values[row], Decimals);

    public override string Text(int row) => this[row].ToString(CultureInfo.InvariantCulture);
}

internal sealed class FlagColumn(string name) : NumberColumn<bool>(name)
{
    public override string Text(int row) => Values[row] ? "true" : "false";
}

internal sealed class DoubleColumn(string name) : NumberColumn<double>(name)
{
    public override string Text(int row) =>
        double.IsNaN(Values[row]) ? "" : Values[row].ToString(CultureInfo.InvariantCulture);
}

internal sealed class TextColumn(string name) : Column<string>(name)
{
    /// <summary>In quotes where it has to be (RFC 4180).</summary>
    public override string Text(int row) => Values[row].AsSpan().IndexOfAny(",\"\r\n") < 0
        ? Values[row]
        : $"\"{Values[row].Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override uint Checksum(int rows)
    {
        var checksum = 0u;
        for (var row = 0; row < rows; row++)
        {
            var length = Values[row].Length;
            checksum = Crc32C.Append(checksum, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            checksum = Crc32C.Append(checksum, MemoryMarshal.AsBytes(Values[row].AsSpan()));
        }

        return checksum;
    }
}
