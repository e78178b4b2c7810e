using System.Text;

namespace TradingBot.Data.Import;

/// <summary>
/// Opens a file or an entry of an archive as UTF-8 text, whatever it is packed or written in. Its first bytes tell, not
/// its name.
/// </summary>
internal static class CsvText
{
    private const int LongestMark = 6;
    private const int EnoughForLines = 4096;

    private static readonly (byte[] Mark, string Program)[] OtherPackers =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ("BZh"u8.ToArray(), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
        ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ("Rar!"u8.ToArray(), "RAR"), ("PAR1"u8.ToArray(), "Parquet"),
    ];

    /// <param name="raw">Read from its start, and disposed with the result.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="ImportException">
    /// It is packed by a program that is not known here, or written in UTF-32.
    /// </exception>
    public static Stream Open(Stream raw, string name)
    {
        var head = new byte[LongestMark];
        var length = raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var mark = head.AsSpan(0, length);
        Stream all = new HeadedStream(head[..length], raw);
        if (mark is [0x1F, 0x8B, ..])
            return Open(new GzipInput(all, name), name);
        if (WhatIsUnknown(mark) is { } unknown)
        {
            all.Dispose();
            throw new ImportException($"{name}: {unknown}");
        }

        if (mark is [0xFF, 0xFE, ..])
            all = Encoding.CreateTranscodingStream(all, Encoding.Unicode, Encoding.UTF8);
        else if (mark is [0xFE, 0xFF, ..])
            all = Encoding.CreateTranscodingStream(all, Encoding.BigEndianUnicode, Encoding.UTF8);
        return WithNewlines(all);
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

    private static string? WhatIsUnknown(ReadOnlySpan<byte> mark)
    {
        if (mark is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
            return "is written in UTF-32; save it as UTF-8";
        foreach (var (other, program) in OtherPackers)
        {
            if (mark.StartsWith(other))
                return $"is packed with {program}; unpack it first";
        }

        return null;
    }

    /// <summary>Old Macs, and Excel for them, end a line with a carriage return alone.</summary>
    private static Stream WithNewlines(Stream text)
    {
        var head = new byte[EnoughForLines];
        var length = text.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head.AsSpan(0, length);
        Stream all = new HeadedStream(head[..length], text);
        // The newline of a last carriage return may be the next byte.
        return !start.Contains((byte)'\n') && start.IndexOf((byte)'\r') is var at && at >= 0 && at < length - 1
            ? new OldMacText(all)
            : all;
    }

    private sealed class OldMacText(Stream text) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            var read = text.Read(buffer);
            buffer[..read].Replace((byte)'\r', (byte)'\n');
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                text.Dispose();
            base.Dispose(disposing);
        }
    }
}
