using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TradingBot.Data.Recordings.Log;

/// <summary>The payloads of our own frames: JSON, so that a person can read them.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedPair))]
[JsonSerializable(typeof(GapNote))]
[JsonSerializable(typeof(DigestNote))]
[JsonSerializable(typeof(FetchedTrades))]
[JsonSerializable(typeof(ClockNote))]
internal sealed partial class NoteJson : JsonSerializerContext
{
    public static byte[] Bytes(RecordedPair pair) => JsonSerializer.SerializeToUtf8Bytes(pair, Default.RecordedPair);

    public static byte[] Bytes(GapNote gap) => JsonSerializer.SerializeToUtf8Bytes(gap, Default.GapNote);

    public static byte[] Bytes(DigestNote digest) => JsonSerializer.SerializeToUtf8Bytes(digest, Default.DigestNote);

    public static byte[] Bytes(ClockNote clock) => JsonSerializer.SerializeToUtf8Bytes(clock, Default.ClockNote);

    public static byte[] Bytes(FetchedTrades trades) =>
        JsonSerializer.SerializeToUtf8Bytes(trades, Default.FetchedTrades);

    /// <exception cref="RecordingException">It is not one.</exception>
    public static RecordedPair Pair(in Frame frame) => Read(in frame, Default.RecordedPair);

    /// <exception cref="RecordingException">It is not one.</exception>
    public static GapNote Gap(in Frame frame) => Read(in frame, Default.GapNote);

    /// <exception cref="RecordingException">It is not one.</exception>
    public static DigestNote Digest(in Frame frame) => Read(in frame, Default.DigestNote);

    /// <exception cref="RecordingException">It is not one.</exception>
    public static FetchedTrades Fetched(in Frame frame) => Read(in frame, Default.FetchedTrades);

    /// <exception cref="RecordingException">It is not one.</exception>
    public static ClockNote Clock(in Frame frame) => Read(in frame, Default.ClockNote);

    private static T Read<T>(in Frame frame, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Payload.Span, type)
                ?? throw new RecordingException($"frame {frame.Sequence}: {frame.Type} expected, not null");
        }
        catch (JsonException wrong)
        {
            throw new RecordingException(
                $"frame {frame.Sequence}: {frame.Type} is not understood: {wrong.Message}", wrong);
        }
    }
}
