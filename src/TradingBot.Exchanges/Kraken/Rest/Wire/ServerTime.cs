using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Time: Kraken's clock, to the second.</summary>
internal sealed record ServerTime
{
    [JsonPropertyName("unixtime")]
    public required long UnixSeconds { get; init; }

    [JsonPropertyName("rfc1123")]
    public string? Text { get; init; }
}
