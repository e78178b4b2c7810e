using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>What an answer says; each method fills its own fields.</summary>
internal sealed record AcknowledgedResult
{
    public string? Channel { get; init; }

    public string? Symbol { get; init; }

    public int? Depth { get; init; }

    public int? Interval { get; init; }

    /// <summary>Empty when the order was only validated.</summary>
    public string? OrderId { get; init; }

    [JsonPropertyName("cl_ord_id")]
    public string? ClientOrderId { get; init; }

    [JsonPropertyName("order_userref")]
    public long? UserReference { get; init; }

    public string? AmendId { get; init; }

    public int? Count { get; init; }

    /// <summary>Of executions: the trading counter's threshold.</summary>
    [JsonPropertyName("maxratecount")]
    public double? MaximumRateCount { get; init; }

    /// <summary>Of cancel_all_orders_after.</summary>
    [JsonPropertyName("currentTime")]
    public string? CurrentTime { get; init; }

    /// <summary>Of cancel_all_orders_after.</summary>
    [JsonPropertyName("triggerTime")]
    public string? TriggerTime { get; init; }

    public string[]? Warnings { get; init; }

    /// <summary>Of batch_add.</summary>
    public BatchRow[]? Orders { get; init; }
}
