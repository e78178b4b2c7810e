namespace TradingBot.Data.Import;

/// <summary>
/// The lines of a text, a buffer full at a time. It stays in the processor's cache, and no more of a file is in memory.
/// </summary>
/// <param name="text">Read to its end, not disposed.</param>
internal sealed class LineBuffer(Stream text)
{
    private const int Size = 256 * 1024;

    private int _filled;

    /// <summary>What was read; whole lines are those before <see cref="End"/>.</summary>
    public byte[] Bytes { get; } = new byte[Size + 1]; // and a newline for a last line that has none

    /// <summary>Where the next line starts; moved by the reader.</summary>
    public int Next { get; set; }

    /// <summary>Where the whole lines end.</summary>
    public int End { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>The line that starts there, without its newline.</summary>
    public ReadOnlySpan<byte> LineAt(int start)
    {
        var rest = Bytes.AsSpan(start, End - start);
        return rest[..rest.IndexOf((byte)'\n')];
    }

    /// <summary>The line that starts there; nothing where it is not in the buffer.</summary>
    public ReadOnlySpan<byte> LineIfRead(int start) => start < End ? LineAt(start) : [];

    /// <summary>Moves the unfinished line to the front and reads on until a line ends; false at the end.</summary>
    /// <param name="place">The unfinished line, for a message.</param>
    /// <exception cref="ImportException">The line does not end.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public bool Refill(BadRow place)
    {
        Bytes.AsSpan(End.._filled).CopyTo(Bytes);
        _filled -= End;
        (Next, End) = (0, 0);
        while (End == 0)
        {
            if (_filled == Size)
                throw new ImportException($"{place with { Reason = "the line does not end: no CSV of candles" }}");
            var read = text.Read(Bytes.AsSpan(_filled, Size - _filled));
            BytesRead += read;
            if (read == 0)
                return EndText();
            End = Bytes.AsSpan(_filled, read).LastIndexOf((byte)'\n') is var newline and >= 0
                ? _filled + newline + 1
                : 0;
            _filled += read;
        }

        return true;
    }

    private bool EndText()
    {
        if (_filled == 0)
            return false;
        Bytes[_filled++] = (byte)'\n';
        End = _filled;
        return true;
    }
}
