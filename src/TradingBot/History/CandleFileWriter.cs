using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TradingBot.Core;
using TradingBot.Core.Market;

namespace TradingBot.History;

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
    private long _last = -1;
    private long _count;
    private uint _checksum;
    private bool _isPublished;

    /// <param name="directory">The store's directory, which exists.</param>
    /// <param name="series">What the file is to hold.</param>
    /// <exception cref="CandleStoreException">The file cannot be created.</exception>
    public CandleFileWriter(string directory, SeriesName series)
    {
        Series = series;
        _final = Path.Combine(directory, series.FileName);
        _temporary = Path.Combine(
            directory, $"{series}.{Path.GetRandomFileName()}{CandleFile.Extension}{TemporaryExtension}");
        _file = Try(() => File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.Write));
    }

    public SeriesName Series { get; }

    public long Count => _count;

    /// <summary>Adds candles, each later than all before.</summary>
    /// <exception cref="CandleStoreException">They cannot be written: the disk is full, for instance.</exception>
    public void Append(ReadOnlySpan<Candle> candles)
    {
        foreach (ref readonly var candle in candles)
        {
            Invariant.Holds(candle.OpenSeconds > _last);
            _last = candle.OpenSeconds;
        }

        var bytes = MemoryMarshal.AsBytes(candles);
        Write(bytes, CandleFileHeader.Bytes + _count * Unsafe.SizeOf<Candle>());
        _checksum = Crc32C.Append(_checksum, bytes);
        _count += candles.Length;
    }

    /// <summary>Writes the header and brings the file to the disk. Nothing can be added any more.</summary>
    /// <exception cref="CandleStoreException">It cannot be written.</exception>
    public void Complete()
    {
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
        new($"{_final}: cannot be written: {failure.Message}", failure);
}
