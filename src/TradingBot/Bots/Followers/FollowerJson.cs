using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Bots.Followers;

/// <summary>
/// Events and snapshots as JSON, for a database, a broker or a page that follows a bot. Strict: a field that is missing
/// or unknown is an error. Numbers keep every digit, decimals their trailing zeros too. The kind may be anywhere in an
/// event, because databases keep no order of fields.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowOutOfOrderMetadataProperties = true,
    Converters =
    [
        typeof(FollowerWord<TradingMode>),
        typeof(FollowerWord<Side>),
        typeof(FollowerWord<ExchangeMode>),
        typeof(FollowerWord<OrderPurpose>),
        typeof(FollowerWord<OrderState>),
        typeof(FollowerWord<OrderStyle>),
    ])]
[JsonSerializable(typeof(BotEvent))]
[JsonSerializable(typeof(BotSnapshot))]
internal sealed partial class FollowerJson : JsonSerializerContext
{
    public static string Write(BotEvent happened) => JsonSerializer.Serialize(happened, Default.BotEvent);

    public static string Write(BotSnapshot snapshot) => JsonSerializer.Serialize(snapshot, Default.BotSnapshot);

    /// <exception cref="JsonException">It is no event, or one of a later version.</exception>
    public static BotEvent ReadEvent(string json)
    {
        var read = JsonSerializer.Deserialize(json, Default.BotEvent) ?? throw new JsonException("it is null");
        Check(read.Version, Followers.BotEvent.CurrentVersion);
        return read;
    }

    /// <exception cref="JsonException">It is no snapshot, or one of a later version.</exception>
    public static BotSnapshot ReadSnapshot(string json)
    {
        var read = JsonSerializer.Deserialize(json, Default.BotSnapshot) ?? throw new JsonException("it is null");
        Check(read.Version, Followers.BotSnapshot.CurrentVersion);
        return read;
    }

    private static void Check(int version, int known)
    {
        if (version != known)
            throw new JsonException($"version {version} is not supported; this program reads {known}");
    }
}

/// <summary>The values of an enum as words, <c>partially-filled</c>, and never as numbers.</summary>
internal sealed class FollowerWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, false)
    where T : struct, Enum;
