using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TradingBot.Data.Candles;

/// <summary>
/// The first 64 bytes of a candle file, before its records; 64 keeps the records aligned to their eight bytes. Numbers
/// are little-endian, as the records are: on a machine of the other order the magic number does not match.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct CandleFileHeader
{
    public const int Bytes = 64;

    /// <summary>What this program writes: behind the candles are the checksums of their blocks.</summary>
    public const int CurrentVersion = 2;

    /// <summary>What it also reads: one checksum of all candles, and nothing behind them.</summary>
    public const int VersionWithoutBlocks = 1;

    private const ulong MagicNumber = 0x0A_53_4C_44_4E_41_43_1A; // 1A "CANDLS" newline: a text-mode copy breaks it

    private readonly ulong _magic;
    private readonly int _version;
    private readonly int _intervalMinutes;
    private readonly long _count;
    private readonly SymbolText _symbol;
    private readonly uint _dataChecksum;
    private readonly uint _recordBytes;
    private readonly uint _headerChecksum;

    /// <param name="series">What the file holds.</param>
    /// <param name="count">Number of records.</param>
    /// <param name="recordBytes">Size of one record.</param>
    /// <param name="dataChecksum">CRC-32C of all records.</param>
    public CandleFileHeader(SeriesName series, long count, int recordBytes, uint dataChecksum)
        : this(series, series.Pair, count, recordBytes, dataChecksum)
    {
    }

    /// <summary>With the pair's name, and the version, as they are to stand there.</summary>
    internal CandleFileHeader(
        SeriesName series,
        string symbol,
        long count,
        int recordBytes,
        uint dataChecksum,
        int version = CurrentVersion)
    {
        _magic = MagicNumber;
        _version = version;
        _intervalMinutes = series.Timeframe.Minutes;
        _count = count;
        Encoding.ASCII.GetBytes(symbol, _symbol);
        _recordBytes = (uint)recordBytes;
        _dataChecksum = dataChecksum;
        _headerChecksum = Checksum();
    }

    public bool IsCandleFile => _magic == MagicNumber;

    public int Version => _version;

    /// <summary>True where a later program wrote it, whose header may be another.</summary>
    public bool IsOfLaterVersion => IsCandleFile && _version > CurrentVersion;

    public bool ChecksumHolds => _headerChecksum == Checksum();

    public int IntervalMinutes => _intervalMinutes;

    public string Symbol => Encoding.ASCII.GetString(((ReadOnlySpan<byte>)_symbol).TrimEnd((byte)0));

    public long Count => _count;

    /// <summary>True where the checksums of blocks are behind the candles.</summary>
    public bool HasBlocks => _version != VersionWithoutBlocks;

    public long RecordBytes => _recordBytes;

    public uint DataChecksum => _dataChecksum;

    private uint Checksum()
    {
        var all = MemoryMarshal.AsBytes(new ReadOnlySpan<CandleFileHeader>(in this));
        return Crc32C.Append(0, all[..^sizeof(uint)]);
    }

    [InlineArray(SeriesName.LongestSymbol)]
    private struct SymbolText
    {
        private byte _first;
    }
}
