using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TradingBot.Core.Market;
using TradingBot.Exchanges;

namespace TradingBot.Data.Candles;

/// <summary>
/// Stored candles of one pair and interval, in rising order of time, mapped read-only: the records on disk are the
/// <see cref="Candle"/>s the engine reads. Whatever is read is verified first, block by block; a file of an earlier
/// version, which has one checksum, is verified when it is opened. A file that is open keeps its content when an import
/// replaces it.
/// </summary>
internal sealed unsafe class CandleFile : IDisposable
{
    public const string Extension = ".candles";

    private const string DataDamage = "is damaged (data checksum)";

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly CandleFileHeader _header;
    private readonly bool[] _isVerified; // a block; several threads may find out the same
    private Candle* _candles;

    private CandleFile(string path, SeriesName series, MemoryMappedFile map, long length)
    {
        (Path, Series, _map, SizeInBytes) = (path, series, map, length);
        _view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _header = *(CandleFileHeader*)start;
        _candles = (Candle*)(start + CandleFileHeader.Bytes);
        if (WhatIsWrong() is { } reason)
        {
            Dispose();
            throw _header.IsOfLaterVersion
                ? Refused(path, reason, "use that one, or delete it")
                : Damaged(path, reason);
        }

        _isVerified = new bool[CandleBlocks.CountOf(Count)];
    }

    public string Path { get; }

    public SeriesName Series { get; }

    public long SizeInBytes { get; }

    /// <summary>CRC-32C of the records: the same candles have the same one, whatever files they came from.</summary>
    public uint Checksum => _header.DataChecksum;

    public int Count => (int)_header.Count;

    /// <summary>All candles, straight over the mapping: no copy. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="CandleStoreException">They are damaged.</exception>
    public ReadOnlySpan<Candle> Candles
    {
        get
        {
            Verify(0, Count);
            return Mapped;
        }
    }

    /// <summary>Open time of the first candle, unix seconds UTC.</summary>
    /// <exception cref="CandleStoreException">It is damaged.</exception>
    public long FirstOpenSeconds => OpenSecondsOf(0);

    /// <summary>Open time of the last candle, unix seconds UTC.</summary>
    /// <exception cref="CandleStoreException">It is damaged.</exception>
    public long LastOpenSeconds => OpenSecondsOf(Count - 1);

    /// <summary>All candles as they are on the disk, verified or not.</summary>
    internal ReadOnlySpan<Candle> Mapped
    {
        get
        {
            ObjectDisposedException.ThrowIf(_candles == null, this);
            return new ReadOnlySpan<Candle>(_candles, Count);
        }
    }

    /// <summary>Maps the file and verifies what is not verified where it is read.</summary>
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
            return new CandleFile(path, series, map, length);
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

    /// <summary>How many candles a file says it has; by its size where that cannot be.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static long CountOf(string path)
    {
        using var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        return CountIn(handle);
    }

    /// <summary>
    /// From the first candle's open to the last one's end, unix seconds, without looking at what is between; null where
    /// the file cannot be read or is none.
    /// </summary>
    public static (long First, long End)? RangeOf(string path, SeriesName series)
    {
        try
        {
            using var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            var candles = CountIn(handle);
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
    /// <exception cref="CandleStoreException">What was looked at is damaged.</exception>
    public int IndexOf(long unixSeconds)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (OpenSecondsOf(middle) < unixSeconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>
    /// The candles that open from <paramref name="fromSeconds"/> (included) to <paramref name="toSeconds"/> (not
    /// included), unix seconds, in batches over the mapping, each verified when it is asked for. Valid as long as this
    /// file is open.
    /// </summary>
    /// <exception cref="CandleStoreException">A candle that was looked at to find them is damaged.</exception>
    public CandleFileSlice Read(long fromSeconds, long toSeconds)
    {
        var start = IndexOf(fromSeconds);
        return new CandleFileSlice(this, start, Math.Max(start, IndexOf(toSeconds)));
    }

    /// <summary>Verifies candles, unless they have been before.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="end">Index behind the last.</param>
    /// <exception cref="CandleStoreException">They are damaged, or others of their blocks are.</exception>
    public void Verify(int start, int end)
    {
        var candles = Mapped;
        var checksums = new ReadOnlySpan<uint>(_candles + candles.Length, _header.HasBlocks ? _isVerified.Length : 0);
        for (var block = start / CandleBlocks.Candles; block < checksums.Length; block++)
        {
            var first = block * CandleBlocks.Candles;
            if (first >= end)
                break;
            if (_isVerified[block])
                continue;
            var all = candles.Slice(first, Math.Min(CandleBlocks.Candles, candles.Length - first));
            if (Crc32C.Append(0, MemoryMarshal.AsBytes(all)) != checksums[block])
                throw Damaged(Path, DataDamage);
            _isVerified[block] = true;
        }
    }

    /// <summary>Verifies all of it, for who must not find damage halfway.</summary>
    /// <exception cref="CandleStoreException">It is damaged.</exception>
    public void VerifyAll()
    {
        Verify(0, Count);
        if (!ChecksumHolds())
            throw Damaged(Path, DataDamage);
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

    /// <summary>No more than the file has room for, whatever its header says.</summary>
    private static long CountIn(SafeFileHandle file)
    {
        var header = default(CandleFileHeader);
        RandomAccess.Read(file, MemoryMarshal.AsBytes(new Span<CandleFileHeader>(ref header)), 0);
        var most = Math.Max(0, (RandomAccess.GetLength(file) - CandleFileHeader.Bytes) / sizeof(Candle));
        return header is { IsCandleFile: true, ChecksumHolds: true } ? Math.Clamp(header.Count, 0, most) : most;
    }

    private static CandleStoreException Damaged(string path, string reason) => Refused(path, reason, "delete it");

    private static CandleStoreException Refused(string path, string reason, string remedy) =>
        new($"{path} {reason}: {remedy} and import its candles again");

    private long OpenSecondsOf(int candle)
    {
        Verify(candle, candle + 1);
        return _candles[candle].OpenSeconds;
    }

    private bool IsEarlierName(string symbol) =>
        Series.Folder.Length == 0 && SeriesName.Of(Venues.Default, symbol, Series.Timeframe) == Series;

    private string? WhatIsWrong()
    {
        if (!_header.IsCandleFile)
            return "is not a candle file (wrong magic number)";
        if (_header.IsOfLaterVersion)
        {
            return $"was written by a later TradingBot (version {_header.Version}; this one reads versions "
                + $"{CandleFileHeader.VersionWithoutBlocks} and {CandleFileHeader.CurrentVersion})";
        }

        if (_header.Version < CandleFileHeader.VersionWithoutBlocks)
            return $"is damaged (its version is {_header.Version})";
        if (!_header.ChecksumHolds)
            return "is damaged (header checksum)";
        // An earlier version did not know all names of a pair: the header may have another one of the same pair. It has
        // the venue as well, but for the default one, so a file that was moved to another venue's is found out.
        if (_header.IntervalMinutes != Series.Timeframe.Minutes
            || (_header.Symbol != Series.Pair && !IsEarlierName(_header.Symbol)))
            return $"holds {_header.Symbol}_{_header.IntervalMinutes}, not {Series}";
        var checksums = _header.HasBlocks ? CandleBlocks.CountOf(_header.Count) * sizeof(uint) : 0;
        if (_header.Count is < 1 or > int.MaxValue || _header.RecordBytes != sizeof(Candle)
            || SizeInBytes != CandleFileHeader.Bytes + _header.Count * sizeof(Candle) + checksums)
            return $"is damaged ({SizeInBytes} bytes for {_header.Count} candles)";
        return _header.HasBlocks || ChecksumHolds() ? null : DataDamage;
    }

    private bool ChecksumHolds()
    {
        var checksum = 0u;
        const int candlesAtOnce = 1 << 24; // a span of bytes ends at 2 GiB
        for (var rest = Mapped; !rest.IsEmpty; rest = rest[Math.Min(candlesAtOnce, rest.Length)..])
            checksum = Crc32C.Append(checksum, MemoryMarshal.AsBytes(rest[..Math.Min(candlesAtOnce, rest.Length)]));
        return checksum == _header.DataChecksum;
    }
}
