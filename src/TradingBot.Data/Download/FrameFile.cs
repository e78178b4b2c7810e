using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>
/// A file that grows by whole frames: the length of a content, the CRC-32C of it, the content, little-endian. A frame
/// that is not whole does not count. Only one process can have the file open.
/// </summary>
internal sealed class FrameFile : IDisposable
{
    /// <summary>Bytes before a frame's content, which whoever makes a frame leaves free.</summary>
    public const int Head = 2 * sizeof(uint);

    private const int LargestFrame = 1 << 24;

    /// <summary>More than any frame has that a process could have left half written.</summary>
    private const int LargestTear = 1 << 20;

    /// <summary>The same of the first frame: a longer file in which nothing is whole is somebody else's.</summary>
    private const int LargestFirstTear = 1 << 8;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _end;

    /// <exception cref="CandleStoreException">It is in use by another process, or cannot be opened.</exception>
    public FrameFile(string path, FileMode mode)
    {
        _path = path;
        _file = Try(() => File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>Adds a frame; it is on the disk when this returns.</summary>
    /// <param name="frame">Its first <see cref="Head"/> bytes are filled in here.</param>
    /// <exception cref="CandleStoreException">It cannot be written, as on a full disk.</exception>
    public void Append(Memory<byte> frame)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame.Span, frame.Length - Head);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.Span[sizeof(uint)..], Crc32C.Append(0, frame.Span[Head..]));
        Try(() =>
        {
            RandomAccess.Write(_file, frame.Span, _end);
            RandomAccess.FlushToDisk(_file);
            return 0;
        });
        _end += frame.Length;
    }

    /// <summary>
    /// The contents of all frames. What is torn at the end, by a process that ended while it wrote, is not among them;
    /// the next frame takes its place.
    /// </summary>
    /// <exception cref="CandleStoreException">It is damaged, or cannot be read.</exception>
    public IEnumerable<byte[]> Read()
    {
        _end = 0;
        var size = Try(() => RandomAccess.GetLength(_file));
        while (_end < size)
        {
            if (FrameAt(_end, size) is not { } content)
            {
                if (IsDamaged(size))
                    throw new CandleStoreException($"{_path}: is damaged at byte {_end}; delete it to begin again");
                Try(() =>
                {
                    RandomAccess.SetLength(_file, _end);
                    return 0;
                });
                yield break;
            }

            _end += Head + content.Length;
            yield return content;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A tear is short and has nothing whole behind it.</summary>
    private bool IsDamaged(long size)
    {
        if (size - _end > (_end == 0 ? LargestFirstTear : LargestTear))
            return true;
        for (var at = _end + 1; at < size - Head; at++)
        {
            if (FrameAt(at, size) is not null)
                return true;
        }

        return false;
    }

    private byte[]? FrameAt(long at, long size)
    {
        Span<byte> head = stackalloc byte[Head];
        if (size - at < Head)
            return null;
        Fill(head, at);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is <= 0 or > LargestFrame || at + Head + length > size)
            return null;
        var content = new byte[length];
        Fill(content, at + Head);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(head[sizeof(uint)..]);
        return checksum == Crc32C.Append(0, content) ? content : null;
    }

    private void Fill(Span<byte> bytes, long at)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var read = RandomAccess.Read(_file, bytes, at);
                if (read == 0)
                    throw new EndOfStreamException("it is shorter than it was");
                bytes = bytes[read..];
                at += read;
            }
        }
        catch (IOException failure)
        {
            throw Failed(failure);
        }
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(failure);
        }
    }

    private CandleStoreException Failed(Exception failure) =>
        new($"{_path}: cannot be written: {failure.Message}", failure);
}
