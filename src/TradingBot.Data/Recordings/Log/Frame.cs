namespace TradingBot.Data.Recordings.Log;

/// <summary>One thing that arrived, as it stands in the log.</summary>
/// <param name="Type">What the payload is.</param>
/// <param name="Connection">The connection that it came by.</param>
/// <param name="Sequence">Its place among all frames of the recording; rising, with holes where a write failed.</param>
/// <param name="Received">When it arrived.</param>
/// <param name="Payload">The bytes as received. Valid until the next frame is read.</param>
internal readonly record struct Frame(
    FrameType Type,
    ushort Connection,
    ulong Sequence,
    Receipt Received,
    ReadOnlyMemory<byte> Payload);
