namespace TradingBot.Data.Import;

/// <summary>A stream whose first bytes were read already: they come first, then the rest.</summary>
internal sealed class HeadedStream(byte[] head, Stream rest) : ReadOnlyStream
{
    private int _next;

    public override int Read(Span<byte> buffer)
    {
        if (_next == head.Length)
            return rest.Read(buffer);
        var count = Math.Min(buffer.Length, head.Length - _next);
        head.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
