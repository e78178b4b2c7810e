using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>GetWebSocketsToken. A secret: it does not show itself.</summary>
internal sealed class SocketToken
{
    [JsonPropertyName("token")]
    public required string Secret { get; init; }

    /// <summary>It must be used within this time; it lives on while a private subscription does.</summary>
    [JsonPropertyName("expires")]
    public int ExpiresInSeconds { get; init; }

    public override string ToString() => "WebSocket token";
}
