using System.Text.Json;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// The outermost fields of a frame, in whatever order they come; the data is found here and read later.
/// </summary>
internal readonly ref struct FrameHead
{
    /// <summary>Empty for an answer to a request.</summary>
    public ReadOnlySpan<byte> Channel { get; private init; }

    /// <summary>The bytes of <c>data</c>; empty where there is none.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    public bool IsSnapshot { get; private init; }

    /// <summary>The bytes of <c>timestamp</c>, with their quotes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Timestamp { get; private init; }

    /// <summary>True for a frame with a method, or with an error that belongs to none.</summary>
    public bool IsAnswer { get; private init; }

    /// <summary>Counts the messages of one private subscription from 1; 0 where there is none.</summary>
    public long Sequence { get; private init; }

    /// <exception cref="JsonException">Not one JSON object.</exception>
    public static FrameHead Read(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        JsonValues.Advance(ref reader);
        JsonValues.Expect(ref reader, JsonTokenType.StartObject);
        ReadOnlySpan<byte> channel = default, data = default, timestamp = default;
        var (isSnapshot, isAnswer, sequence) = (false, false, 0L);
        while (JsonValues.NextProperty(ref reader))
        {
            if (JsonValues.Is(ref reader, "channel"u8))
            {
                JsonValues.Advance(ref reader);
                JsonValues.Expect(ref reader, JsonTokenType.String);
                channel = reader.ValueSpan;
            }
            else if (JsonValues.Is(ref reader, "data"u8))
            {
                JsonValues.Advance(ref reader);
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = frame[start..(int)reader.BytesConsumed];
            }
            else if (JsonValues.Is(ref reader, "type"u8))
            {
                JsonValues.Advance(ref reader);
                isSnapshot = reader.TokenType == JsonTokenType.String && JsonValues.Is(ref reader, "snapshot"u8);
                reader.Skip();
            }
            else if (JsonValues.Is(ref reader, "sequence"u8))
            {
                sequence = JsonValues.NextLong(ref reader);
            }
            else if (JsonValues.Is(ref reader, "timestamp"u8))
            {
                JsonValues.Advance(ref reader);
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                timestamp = frame[start..(int)reader.BytesConsumed];
            }
            else
            {
                isAnswer |= JsonValues.Is(ref reader, "method"u8) || JsonValues.Is(ref reader, "error"u8);
                JsonValues.SkipValue(ref reader);
            }
        }

        // What follows the object would be another frame's; the reader refuses it.
        reader.Read();
        return new FrameHead
        {
            Channel = channel,
            Data = data,
            IsSnapshot = isSnapshot,
            Timestamp = timestamp,
            IsAnswer = isAnswer,
            Sequence = sequence,
        };
    }
}
