using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>CancelAllOrdersAfter: the dead man's switch.</summary>
internal sealed record CancelTimer
{
    /// <summary>Kraken's clock, UTC.</summary>
    [JsonPropertyName("currentTime")]
    public required DateTime Now { get; init; }

    /// <summary>When all orders are cancelled, RFC 3339; <c>0</c> when the switch is off.</summary>
    [JsonPropertyName("triggerTime")]
    public required string TriggerText { get; init; }
}
