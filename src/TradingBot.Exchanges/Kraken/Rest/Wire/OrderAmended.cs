using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>AmendOrder: the order keeps its own id.</summary>
internal sealed record OrderAmended
{
    [JsonPropertyName("amend_id")]
    public required string AmendId { get; init; }
}
