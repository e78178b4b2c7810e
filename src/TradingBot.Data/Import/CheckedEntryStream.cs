using System.IO.Compression;
using TradingBot.Core;

namespace TradingBot.Data.Import;

/// <summary>
/// An entry of a ZIP archive as it is unpacked. .NET leaves the entry's checksum unread, and damaged digits unpack to
/// other digits; so at its end length and CRC-32 are compared with the archive's.
/// </summary>
internal sealed class CheckedEntryStream : ReadOnlyStream
{
    private readonly ZipArchiveEntry _entry;
    private readonly string _name;
    private readonly Stream _unpacked;
    private uint _checksum;
    private long _length;

    /// <param name="entry">Read once, from its start.</param>
    /// <param name="name">The name for messages.</param>
    /// <exception cref="ImportException">The archive is damaged there.</exception>
    public CheckedEntryStream(ZipArchiveEntry entry, string name)
    {
        (_entry, _name) = (entry, name);
        if (entry.IsEncrypted)
            throw new ImportException($"{name}: is encrypted; unpack it first");
        try
        {
            _unpacked = entry.Open();
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException)
        {
            throw Damaged(failure);
        }
    }

    /// <exception cref="ImportException">The entry is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        try
        {
            read = _unpacked.Read(buffer);
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(failure);
        }

        _checksum = Crc32.Append(_checksum, buffer[..read]);
        _length += read;
        if (read == 0 && !buffer.IsEmpty && (_length != _entry.Length || _checksum != _entry.Crc32))
            throw Damaged();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private ImportException Damaged(Exception? cause = null) =>
        new($"{_name}: the archive is damaged; download it again", cause);
}
