using System.Buffers.Binary;
using System.IO.Compression;

namespace TradingBot.Data.Import;

/// <summary>
/// A gzipped file as it is unpacked. .NET takes a file that was cut short for a whole one; so at its end its length is
/// compared with the one that the file ends with.
/// </summary>
internal sealed class GzipInput : ReadOnlyStream
{
    private readonly LastBytes _packed;
    private readonly GZipStream _unpacked;
    private readonly string _name;
    private uint _length;

    public GzipInput(Stream packed, string name)
    {
        _packed = new LastBytes(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
        _name = name;
    }

    /// <exception cref="ImportException">The file is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _length += (uint)read;
        if (read == 0 && !buffer.IsEmpty && _packed.Value != _length)
            throw new ImportException($"{_name}: is truncated, or has several gzip members; unpack it first");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Knows the last four bytes that were read through it.</summary>
    private sealed class LastBytes(Stream all) : ReadOnlyStream
    {
        private readonly byte[] _last = new byte[sizeof(uint)];

        public uint Value => BinaryPrimitives.ReadUInt32LittleEndian(_last);

        public override int Read(Span<byte> buffer)
        {
            var read = all.Read(buffer);
            var seen = buffer[..read];
            if (read >= _last.Length)
            {
                seen[^_last.Length..].CopyTo(_last);
                return read;
            }

            _last.AsSpan(read).CopyTo(_last);
            seen.CopyTo(_last.AsSpan(_last.Length - read));
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                all.Dispose();
            base.Dispose(disposing);
        }
    }
}
