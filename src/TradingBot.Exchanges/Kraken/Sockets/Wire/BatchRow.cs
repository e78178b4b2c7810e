using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>One order of a batch: it can fail although the batch did not.</summary>
internal sealed record BatchRow
{
    public string? OrderId { get; init; }

    [JsonPropertyName("cl_ord_id")]
    public string? ClientOrderId { get; init; }

    [JsonPropertyName("order_userref")]
    public long? UserReference { get; init; }

    public string? Error { get; init; }
}
