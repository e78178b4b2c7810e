using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TradingBot.Data.Candles;

namespace TradingBot.Research.Storage;

/// <summary>
/// <c>returns.bin</c>: the daily returns of every trial, in their order, so that ten thousand trials need no memory.
/// Of each, little-endian: the number of days (int32), the first one's number since 0001-01-01 (int32), a double a day,
/// and the CRC-32C of all that (uint32). A trial that failed has no days.
/// </summary>
internal sealed class ReturnsFile : IDisposable
{
    private const int HeadBytes = 2 * sizeof(int);

    private readonly FileStream _file;
    private readonly List<Entry> _entries = [];

    private ReturnsFile(FileStream file) => _file = file;

    /// <summary>Whole trials that are stored.</summary>
    public int Count => _entries.Count;

    /// <summary>Where the returns of each trial are.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Reads what is there, up to the first trial that is not whole.</summary>
    /// <exception cref="IOException">It cannot be opened, or another search has it open.</exception>
    public static ReturnsFile Open(string path)
    {
        var file = new ReturnsFile(new FileStream(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        file.ReadEntries();
        return file;
    }

    /// <summary>Forgets what is stored beyond so many trials.</summary>
    public void KeepFirst(int count)
    {
        _entries.RemoveRange(count, _entries.Count - count);
        var end = count == 0 ? 0 : _entries[^1].Offset + _entries[^1].Bytes - HeadBytes;
        _file.SetLength(end);
        _file.Position = end;
    }

    /// <param name="firstDay">Of the returns.</param>
    /// <param name="returns">Fractions; empty for a trial that failed.</param>
    /// <exception cref="IOException">It could not be stored, such as on a full disk.</exception>
    public void Append(DateOnly firstDay, IReadOnlyList<double> returns)
    {
        var record = new byte[HeadBytes + returns.Count * sizeof(double) + sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(record, returns.Count);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(sizeof(int)), firstDay.DayNumber);
        for (var day = 0; day < returns.Count; day++)
            BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(HeadBytes + day * sizeof(double)), returns[day]);
        var checksum = Crc32C.Append(0, record.AsSpan(0, record.Length - sizeof(uint)));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - sizeof(uint)), checksum);
        _file.Write(record);
        _entries.Add(new Entry(_file.Position - record.Length + HeadBytes, firstDay, returns.Count));
    }

    /// <summary>Copies a part of a trial's returns; may be called on several threads.</summary>
    /// <param name="trial">From 0.</param>
    /// <param name="from">The first of its days, from 0.</param>
    /// <param name="into">Gets as many as it is long.</param>
    public void Read(int trial, int from, Span<double> into)
    {
        var bytes = MemoryMarshal.AsBytes(into);
        var offset = _entries[trial].Offset + from * (long)sizeof(double);
        for (var read = 0; read < bytes.Length;)
        {
            var now = RandomAccess.Read(_file.SafeFileHandle, bytes[read..], offset + read);
            read += now > 0 ? now : throw new EndOfStreamException($"{_file.Name} has become shorter");
        }

        if (BitConverter.IsLittleEndian)
            return;
        foreach (ref var value in into)
            value = BinaryPrimitives.ReadDoubleLittleEndian(BitConverter.GetBytes(value));
    }

    /// <summary>Waits until all of it is on the disk.</summary>
    public void Sync() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private void ReadEntries()
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        while (_file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) == HeadBytes)
        {
            var days = BinaryPrimitives.ReadInt32LittleEndian(head);
            var first = BinaryPrimitives.ReadInt32LittleEndian(head[sizeof(int)..]);
            var length = days * (long)sizeof(double) + sizeof(uint);
            if (days < 0 || first < 0 || first > DateOnly.MaxValue.DayNumber || length > _file.Length - _file.Position)
                return;
            var rest = new byte[length];
            _file.ReadExactly(rest);
            var checksum = Crc32C.Append(Crc32C.Append(0, head), rest.AsSpan(0, rest.Length - sizeof(uint)));
            if (checksum != BinaryPrimitives.ReadUInt32LittleEndian(rest.AsSpan(rest.Length - sizeof(uint))))
                return;
            _entries.Add(new Entry(_file.Position - length, DateOnly.FromDayNumber(first), days));
        }
    }

    /// <summary>Where the returns of a trial are.</summary>
    /// <param name="Offset">Of the first, bytes from the file's beginning.</param>
    /// <param name="FirstDay">UTC.</param>
    /// <param name="Days">0 for a trial that failed.</param>
    public readonly record struct Entry(long Offset, DateOnly FirstDay, int Days)
    {
        /// <summary>Of the whole record.</summary>
        public long Bytes => HeadBytes + Days * (long)sizeof(double) + sizeof(uint);
    }
}
