using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using TradingBot.Core.Market;
using TradingBot.Exchanges;

namespace TradingBot.Data.Candles;

/// <summary>
/// Stored candles of one pair and interval, in rising order of time, mapped read-only: the records on disk are the
/// <see cref="Candle"/>s the engine reads. A file that is open keeps its content when an import replaces it.
/// </summary>
internal sealed unsafe class CandleFile : IDisposable
{
    public const string Extension = ".candles";

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly CandleFileHeader _header;
    private Candle* _candles;

    private CandleFile(string path, SeriesName series, MemoryMappedFile map, long length)
    {
        (Path, Series, _map, SizeInBytes) = (path, series, map, length);
        _view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _header = *(CandleFileHeader*)start;
        _candles = (Candle*)(start + CandleFileHeader.Bytes);
    }

    public string Path { get; }

    public SeriesName Series { get; }

    public long SizeInBytes { get; }

    /// <summary>CRC-32C of the records: the same candles have the same one, whatever files they came from.</summary>
    public uint Checksum => _header.DataChecksum;

    public int Count => (int)_header.Count;

    /// <summary>All candles, straight over the mapping: no copy. Not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<Candle> Candles
    {
        get
        {
            ObjectDisposedException.ThrowIf(_candles == null, this);
            return new ReadOnlySpan<Candle>(_candles, Count);
        }
    }

    /// <summary>Open time of the first candle, unix seconds UTC.</summary>
    public long FirstOpenSeconds => Candles[0].OpenSeconds;

    /// <summary>Open time of the last candle, unix seconds UTC.</summary>
    public long LastOpenSeconds => Candles[^1].OpenSeconds;

    /// <summary>Maps the file and verifies all of it, header and data.</summary>
    /// <exception cref="CandleStoreException">It is missing, unreadable, damaged, or holds another series.</exception>
    public static CandleFile Open(string path, SeriesName series)
    {
        try
        {
            using var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            if (length < CandleFileHeader.Bytes)
                throw Damaged(path, $"is not a candle file ({length} bytes)");
            var map = MemoryMappedFile.CreateFromFile(
                handle,
                mapName: null,
                capacity: 0,
                MemoryMappedFileAccess.Read,
                HandleInheritability.None,
                leaveOpen: true);
            var file = new CandleFile(path, series, map, length);
            if (file.WhatIsWrong() is not { } reason)
                return file;
            file.Dispose();
            throw Damaged(path, reason);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CandleStoreException($"{path}: no stored candles of {series}; import them first", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{path}: cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>How many candles a file has by its size.</summary>
    public static long CountOf(string path) => CountIn(new FileInfo(path).Length);

    /// <summary>
    /// From the first candle's open to the last one's end, unix seconds, without looking at what is between; null where
    /// the file cannot be read or is none.
    /// </summary>
    public static (long First, long End)? RangeOf(string path, SeriesName series)
    {
        try
        {
            using var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            var candles = CountIn(RandomAccess.GetLength(handle));
            if (candles < 1)
                return null;
            Span<Candle> ends = stackalloc Candle[2];
            RandomAccess.Read(handle, MemoryMarshal.AsBytes(ends[..1]), CandleFileHeader.Bytes);
            var last = CandleFileHeader.Bytes + (candles - 1) * sizeof(Candle);
            RandomAccess.Read(handle, MemoryMarshal.AsBytes(ends[1..]), last);
            return (ends[0].OpenSeconds, ends[1].OpenSeconds + series.Timeframe.Seconds);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Index of the first candle that opens at the second or later; <see cref="Count"/> if none does.
    /// </summary>
    public int IndexOf(long unixSeconds)
    {
        var candles = Candles;
        var (low, high) = (0, candles.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (candles[middle].OpenSeconds < unixSeconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>
    /// The candles that open from <paramref name="fromSeconds"/> (included) to <paramref name="toSeconds"/> (not
    /// included), unix seconds, in batches over the mapping. Valid as long as this file is open.
    /// </summary>
    public CandleFileSlice Read(long fromSeconds, long toSeconds)
    {
        var start = IndexOf(fromSeconds);
        return new CandleFileSlice(this, start, Math.Max(start, IndexOf(toSeconds)));
    }

    public void Dispose()
    {
        if (_candles == null)
            return;
        _candles = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private static long CountIn(long length) => Math.Max(0, (length - CandleFileHeader.Bytes) / sizeof(Candle));

    private static CandleStoreException Damaged(string path, string reason) =>
        new($"{path} {reason}: delete it and import its candles again");

    private bool IsEarlierName(string symbol) =>
        Series.Folder.Length == 0 && SeriesName.Of(Venues.Default, symbol, Series.Timeframe) == Series;

    private string? WhatIsWrong()
    {
        if (!_header.IsCandleFile)
            return "is not a candle file (wrong magic number)";
        if (_header.Version != CandleFileHeader.CurrentVersion)
            return $"has version {_header.Version}; this program reads version {CandleFileHeader.CurrentVersion}";
        if (!_header.ChecksumHolds)
            return "is damaged (header checksum)";
        // An earlier version did not know all names of a pair: the header may have another one of the same pair. It has
        // the venue as well, but for the default one, so a file that was moved to another venue's is found out.
        if (_header.IntervalMinutes != Series.Timeframe.Minutes
            || (_header.Symbol != Series.Pair && !IsEarlierName(_header.Symbol)))
            return $"holds {_header.Symbol}_{_header.IntervalMinutes}, not {Series}";
        if (_header.Count is < 1 or > int.MaxValue || _header.RecordBytes != sizeof(Candle)
            || SizeInBytes != CandleFileHeader.Bytes + _header.Count * sizeof(Candle))
            return $"is damaged ({SizeInBytes} bytes for {_header.Count} candles)";
        var checksum = 0u;
        const int candlesAtOnce = 1 << 24; // a span of bytes ends at 2 GiB
        for (var rest = Candles; !rest.IsEmpty; rest = rest[Math.Min(candlesAtOnce, rest.Length)..])
            checksum = Crc32C.Append(checksum, MemoryMarshal.AsBytes(rest[..Math.Min(candlesAtOnce, rest.Length)]));
        return checksum == _header.DataChecksum ? null : "is damaged (data checksum)";
    }
}
