using System.Text;

namespace TradingBot.History.Import;

/// <summary>
/// Opens a file or an entry of an archive as UTF-8 text, whatever it is packed or written in. Its first bytes tell, not
/// its name.
/// </summary>
internal static class CsvText
{
    private const int LongestMark = 6;

    private static readonly (byte[] Mark, string Program)[] OtherPackers =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ("BZh"u8.ToArray(), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
        ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ("Rar!"u8.ToArray(), "RAR"), ("PAR1"u8.ToArray(), "Parquet"),
    ];

    /// <param name="raw">Read from its start, and disposed with the result.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="ImportException">It is packed by a program that is not known here.</exception>
    public static Stream Open(Stream raw, string name)
    {
        var head = new byte[LongestMark];
        var length = raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var mark = head.AsSpan(0, length);
        Stream all = new HeadedStream(head[..length], raw);
        if (mark is [0x1F, 0x8B, ..])
            return Open(new GzipInput(all, name), name);
        if (mark is [0xFF, 0xFE, ..])
            return Encoding.CreateTranscodingStream(all, Encoding.Unicode, Encoding.UTF8);
        if (mark is [0xFE, 0xFF, ..])
            return Encoding.CreateTranscodingStream(all, Encoding.BigEndianUnicode, Encoding.UTF8);
        foreach (var (other, program) in OtherPackers)
        {
            if (!mark.StartsWith(other))
                continue;
            all.Dispose();
            throw new ImportException($"{name}: is packed with {program}; unpack it first");
        }

        return all;
    }

    /// <summary>True for the first bytes of a ZIP archive, an empty one included.</summary>
    public static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        if (!file.CanSeek)
            return false; // a pipe can be read only once
        Span<byte> head = stackalloc byte[4];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && (head.SequenceEqual("PK\u0003\u0004"u8) || head.SequenceEqual("PK\u0005\u0006"u8));
    }
}
