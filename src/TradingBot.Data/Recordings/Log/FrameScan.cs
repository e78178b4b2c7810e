namespace TradingBot.Data.Recordings.Log;

/// <summary>What is in a file of the log, read to its end.</summary>
/// <param name="File">Its path.</param>
/// <param name="Frames">Good frames.</param>
/// <param name="Damages">Bytes between them that are none.</param>
/// <param name="GoodLength">Where the last good frame ends.</param>
/// <param name="TornBytes">How many bytes are behind it.</param>
/// <param name="LastReceived">When the last one arrived; null if there is none.</param>
/// <param name="LastSequence">The highest sequence; 0 if there is none.</param>
internal sealed record FrameScan(
    string File,
    long Frames,
    IReadOnlyList<FrameDamage> Damages,
    long GoodLength,
    long TornBytes,
    Receipt? LastReceived,
    ulong LastSequence)
{
    /// <exception cref="RecordingException">It cannot be read, or a later version wrote it.</exception>
    public static FrameScan Of(string file)
    {
        using var reader = new FrameReader(file);
        var (frames, last) = (0L, 0UL);
        for (; reader.Next(out var frame); frames++)
            last = Math.Max(last, frame.Sequence);
        return new FrameScan(
            file, frames, reader.Damages, reader.GoodLength, reader.TornBytes, reader.LastReceived, last);
    }
}
