using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>CancelOrder and CancelAll.</summary>
internal sealed record OrdersCancelled
{
    public required int Count { get; init; }

    /// <summary>True while the engine still works on it.</summary>
    [JsonPropertyName("pending")]
    public bool IsPending { get; init; }
}
