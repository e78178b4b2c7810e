using System.Globalization;
using System.Runtime.InteropServices;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>Whole numbers of which some are not known. Takes no memory until one is.</summary>
/// <param name="name">As in files.</param>
/// <param name="isDelta">As of a <see cref="LongColumn"/>.</param>
internal sealed class OptionalLongColumn(string name, bool isDelta = false) : Column(name)
{
    private const long Unknown = long.MinValue;

    private long[] _values = [];
    private int _rows;

    public bool IsDelta { get; } = isDelta;

    public long? this[int row]
    {
        get => _values.Length > 0 && _values[row] != Unknown ? _values[row] : null;
        set
        {
            if (value is null && _values.Length == 0)
                return;
            if (_values.Length < _rows)
                Fill();
            _values[row] = value ?? Unknown;
        }
    }

    public override string Text(int row) => this[row]?.ToString(CultureInfo.InvariantCulture) ?? "";

    public override void Grow(int rows)
    {
        _rows = rows;
        if (_values.Length > 0)
            Fill();
    }

    public override uint Checksum(int rows)
    {
        var checksum = 0u;
        for (var row = 0; row < rows; row++)
        {
            var value = this[row] ?? Unknown;
            checksum = Crc32C.Append(checksum, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)));
        }

        return checksum;
    }

    /// <summary>All rows are unknown.</summary>
    public void Forget() => _values = [];

    private void Fill()
    {
        var before = _values.Length;
        Array.Resize(ref _values, _rows);
        _values.AsSpan(before).Fill(Unknown);
    }
}
