using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TradingBot.Core;
using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>
/// A candle file in the making, under a temporary name beside its final one. Nobody sees it before
/// <see cref="Publish"/>; disposed before that, it leaves nothing behind.
/// </summary>
/// <remarks>Ordinary writes, no writable mapping: there a full disk would be a signal that ends the process.</remarks>
internal sealed class CandleFileWriter : IDisposable
{
    public const string TemporaryExtension = ".tmp";

    private readonly SafeFileHandle _file;
    private readonly string _temporary;
    private readonly string _final;
    private readonly CandleBlocks _blocks = new();
    private long _last = -1;
    private long _count;
    private uint _checksum;
    private bool _isPublished;

    /// <param name="directory">That of the series' venue, which exists.</param>
    /// <param name="series">What the file is to hold.</param>
    /// <exception cref="CandleStoreException">The file cannot be created.</exception>
    public CandleFileWriter(string directory, SeriesName series)
    {
        Series = series;
        _final = Path.Combine(directory, series.FileName);
        _temporary = Path.Combine(
            directory,
            $"{series.Instrument.Symbol}_{series.Timeframe}.{Path.GetRandomFileName()}{CandleFile.Extension}"
            + TemporaryExtension);
        _file = Try(() => File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.ReadWrite));
    }

    public SeriesName Series { get; }

    public long Count => _count;

    /// <summary>True if each candle is later than all before it. Only then the file can be completed.</summary>
    public bool IsRising { get; private set; } = true;

    /// <summary>Adds candles, each later than all before.</summary>
    /// <exception cref="CandleStoreException">They cannot be written: the disk is full, for instance.</exception>
    public void Append(ReadOnlySpan<Candle> candles)
    {
        AppendInAnyOrder(candles);
        Invariant.Holds(IsRising);
    }

    /// <summary>Adds candles as they come; <see cref="IsRising"/> says how.</summary>
    /// <exception cref="CandleStoreException">They cannot be written.</exception>
    public void AppendInAnyOrder(ReadOnlySpan<Candle> candles)
    {
        foreach (ref readonly var candle in candles)
        {
            IsRising &= candle.OpenSeconds > _last;
            _last = candle.OpenSeconds;
        }

        var bytes = MemoryMarshal.AsBytes(candles);
        Write(bytes, OffsetOf(_count));
        _checksum = Crc32C.Append(_checksum, bytes);
        _blocks.Append(candles);
        _count += candles.Length;
    }

    /// <summary>Fills <paramref name="candles"/> with what was added, from the given one on.</summary>
    /// <exception cref="CandleStoreException">It cannot be read.</exception>
    public void Read(long first, Span<Candle> candles)
    {
        var bytes = MemoryMarshal.AsBytes(candles);
        while (!bytes.IsEmpty)
        {
            var offset = OffsetOf(first) + (MemoryMarshal.AsBytes(candles).Length - bytes.Length);
            var read = 0;
            try
            {
                read = RandomAccess.Read(_file, bytes, offset);
            }
            catch (IOException failure)
            {
                throw CannotWrite(failure);
            }

            Invariant.Holds(read > 0);
            bytes = bytes[read..];
        }
    }

    /// <summary>
    /// Writes the blocks' checksums and the header, and brings the file to the disk. Nothing can be added any more.
    /// </summary>
    /// <exception cref="CandleStoreException">It cannot be written.</exception>
    public void Complete()
    {
        Invariant.Holds(IsRising);
        Write(MemoryMarshal.AsBytes(_blocks.Checksums.AsSpan()), OffsetOf(_count));
        var header = new CandleFileHeader(Series, _count, Unsafe.SizeOf<Candle>(), _checksum);
        Write(MemoryMarshal.AsBytes(new ReadOnlySpan<CandleFileHeader>(in header)), offset: 0);
        Try(() =>
        {
            RandomAccess.FlushToDisk(_file);
            return 0;
        });
        _file.Dispose();
    }

    /// <summary>Opens the completed file under its temporary name.</summary>
    public CandleFile Open() => CandleFile.Open(_temporary, Series);

    /// <summary>
    /// Gives the completed file its final name, in place of what was there. After a power cut the name means either the
    /// old file or the new one, both whole.
    /// </summary>
    /// <returns>The final path.</returns>
    /// <exception cref="CandleStoreException">It cannot be renamed.</exception>
    public string Publish()
    {
        Invariant.Holds(_file.IsClosed);
        Try(() =>
        {
            File.Move(_temporary, _final, overwrite: true);
            return 0;
        });
        _isPublished = true;
        return _final;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_isPublished)
            File.Delete(_temporary);
    }

    private static long OffsetOf(long candle) => CandleFileHeader.Bytes + candle * Unsafe.SizeOf<Candle>();

    private void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(_file, bytes, offset);
        }
        catch (IOException failure)
        {
            throw CannotWrite(failure);
        }
    }

    private T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(failure);
        }
    }

    private CandleStoreException CannotWrite(Exception failure) =>
        new($"{_final}: cannot be written: {DiskFailure.WordsOf(failure)}", failure);
}
