using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>A fee in the currency it was charged in.</summary>
internal sealed record FeeAmount
{
    public required string Asset { get; init; }

    [JsonPropertyName("qty")]
    public required decimal Amount { get; init; }
}
