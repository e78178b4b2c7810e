using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>OrderAmends: one state.</summary>
internal sealed record AmendInfo
{
    [JsonPropertyName("amend_id")]
    public required string AmendId { get; init; }

    /// <summary>original, user, restated.</summary>
    [JsonPropertyName("amend_type")]
    public required string AmendType { get; init; }

    [JsonPropertyName("order_qty")]
    public required decimal Volume { get; init; }

    [JsonPropertyName("remaining_qty")]
    public decimal? RemainingVolume { get; init; }

    public decimal? LimitPrice { get; init; }

    /// <summary>Unix nanoseconds.</summary>
    [JsonPropertyName("timestamp")]
    public required long Nanoseconds { get; init; }
}
