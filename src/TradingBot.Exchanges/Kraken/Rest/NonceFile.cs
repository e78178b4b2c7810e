using System.Globalization;
using System.Text;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>
/// The highest nonce that may have been used, on disk, held by one process at a time. Two slots are written in turn and
/// each holds the number twice, so that a write cut off by a crash leaves the older slot to read.
/// </summary>
internal sealed class NonceFile : IDisposable
{
    private const int SlotLength = 42; // twenty digits, blank, twenty digits, line end
    private readonly FileStream _file;
    private int _nextSlot;

    private NonceFile(FileStream file, ulong mark, int nextSlot)
    {
        _file = file;
        Mark = mark;
        _nextSlot = nextSlot;
    }

    /// <summary>No nonce above this has been used; 0 for a new file.</summary>
    public ulong Mark { get; private set; }

    /// <summary>Opens or makes the file and keeps it locked.</summary>
    /// <exception cref="IOException">Another process holds it, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file has content but no readable number.</exception>
    public static NonceFile Open(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException inUse)
        {
            throw new IOException(
                $"the nonce file {path} cannot be opened; another process may be trading with this API key", inUse);
        }

        try
        {
            var (mark, nextSlot) = Read(file, path);
            return new NonceFile(file, mark, nextSlot);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Raises the mark; returns when the disk has it.</summary>
    /// <exception cref="IOException">It could not be written; the mark stands as before.</exception>
    public void Raise(ulong mark)
    {
        var slot = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark:D20} {mark:D20}\n"));
        RandomAccess.Write(_file.SafeFileHandle, slot, _nextSlot * SlotLength);
        _file.Flush(flushToDisk: true);
        _nextSlot = 1 - _nextSlot;
        Mark = mark;
    }

    public void Dispose() => _file.Dispose();

    private static (ulong Mark, int NextSlot) Read(FileStream file, string path)
    {
        Span<byte> content = stackalloc byte[2 * SlotLength];
        content = content[..RandomAccess.Read(file.SafeFileHandle, content, 0)];
        var first = NumberIn(content[..Math.Min(content.Length, SlotLength)]);
        var second = content.Length > SlotLength ? NumberIn(content[SlotLength..]) : null;
        if (first is null && second is null && !content.IsEmpty)
            throw new InvalidDataException(
                $"the nonce file {path} is damaged; delete it only if the clock is right and has never been ahead");
        return second > (first ?? 0) ? (second.Value, 0) : (first ?? 0, first is null ? 0 : 1);
    }

    private static ulong? NumberIn(ReadOnlySpan<byte> slot)
    {
        if (slot.Length != SlotLength || !slot[..20].SequenceEqual(slot.Slice(21, 20)))
            return null;
        return ulong.TryParse(slot[..20], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
