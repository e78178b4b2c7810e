using System.Buffers.Binary;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// A frame's bytes, little-endian:
/// <c>len u32 | crc32c u32 | type u8 | ver u8 | conn u16 | seq u64 | wall µs i64 | mono µs i64 | payload</c>. The
/// length counts what is behind the checksum; the checksum covers the length and all behind itself.
/// </summary>
internal static class FrameFormat
{
    public const int HeaderBytes = 36;

    /// <summary>
    /// Far above any message, and below what four letters would be as a length: text in a damaged file is not taken for
    /// the start of a frame.
    /// </summary>
    public const int LongestPayload = 1 << 26;

    private const byte Version = 1;
    private const int ChecksumAt = 4;
    private const int CheckedFrom = 8;

    /// <summary>Bytes of a frame with a payload of this length.</summary>
    public static int BytesOf(int payload) => HeaderBytes + payload;

    /// <summary>Writes a frame to the start of <paramref name="target"/>, which has room for it.</summary>
    public static void Write(Span<byte> target, in Frame frame)
    {
        var length = BytesOf(frame.Payload.Length);
        WriteHeader(target, in frame);
        frame.Payload.Span.CopyTo(target[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[ChecksumAt..], Checksum(target[..length]));
    }

    /// <summary>
    /// How many bytes the frame that begins here has, by its length alone; 0 where none can begin.
    /// </summary>
    /// <param name="bytes">At least four.</param>
    public static int ClaimedBytes(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length is >= HeaderBytes - CheckedFrom and <= HeaderBytes - CheckedFrom + LongestPayload
            ? (int)length + CheckedFrom
            : 0;
    }

    /// <summary>True if the bytes are one whole frame.</summary>
    /// <param name="bytes">As many as <see cref="ClaimedBytes"/> says.</param>
    public static bool IsGood(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) == Checksum(bytes);

    /// <summary>Reads a good frame.</summary>
    /// <exception cref="RecordingException">A later version wrote it.</exception>
    public static Frame Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var head = bytes.Span;
        if (head[9] != Version)
            throw new RecordingException($"{file}: has frames of version {head[9]}; this program reads {Version}");
        return new Frame(
            (FrameType)head[8],
            BinaryPrimitives.ReadUInt16LittleEndian(head[10..]),
            BinaryPrimitives.ReadUInt64LittleEndian(head[12..]),
            new Receipt(
                BinaryPrimitives.ReadInt64LittleEndian(head[20..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[28..])),
            bytes[HeaderBytes..]);
    }

    private static void WriteHeader(Span<byte> target, in Frame frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)(BytesOf(frame.Payload.Length) - CheckedFrom));
        target[8] = (byte)frame.Type;
        target[9] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], frame.Connection);
        BinaryPrimitives.WriteUInt64LittleEndian(target[12..], frame.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[20..], frame.Received.WallMicros);
        BinaryPrimitives.WriteInt64LittleEndian(target[28..], frame.Received.MonotonicMicros);
    }

    private static uint Checksum(ReadOnlySpan<byte> frame) =>
        Crc32C.Append(Crc32C.Append(0, frame[..ChecksumAt]), frame[CheckedFrom..]);
}
