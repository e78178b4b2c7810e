using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>
/// executions: one step of one of our orders. Only <c>pending_new</c> and snapshots carry the whole order; what a row
/// leaves out stays as it was, see ExecutionStream.
/// </summary>
internal sealed record ExecutionRow
{
    public required string OrderId { get; init; }

    [JsonPropertyName("cl_ord_id")]
    public string? ClientOrderId { get; init; }

    [JsonPropertyName("order_userref")]
    public long? UserReference { get; init; }

    /// <summary>
    /// pending_new, new, trade, filled, iceberg_refill, canceled, expired, amended, restated, status.
    /// </summary>
    [JsonPropertyName("exec_type")]
    public required string Step { get; init; }

    /// <summary>pending_new, new, partially_filled, filled, canceled, expired.</summary>
    public string? OrderStatus { get; init; }

    public string? Symbol { get; init; }

    /// <summary>buy or sell.</summary>
    public string? Side { get; init; }

    public string? OrderType { get; init; }

    [JsonPropertyName("order_qty")]
    public decimal? Quantity { get; init; }

    public decimal? LimitPrice { get; init; }

    [JsonPropertyName("cum_qty")]
    public decimal? FilledQuantity { get; init; }

    [JsonPropertyName("cum_cost")]
    public decimal? FilledCost { get; init; }

    /// <summary>True when it says what the order has filled in all, and for how much.</summary>
    [JsonIgnore]
    public bool HasTotals => FilledQuantity is not null && FilledCost is not null;

    [JsonPropertyName("avg_price")]
    public decimal? AveragePrice { get; init; }

    /// <summary>Of a fill: its id. Fills are repeated after a reconnect.</summary>
    [JsonPropertyName("exec_id")]
    public string? FillId { get; init; }

    /// <summary>Of a fill: the id on the public tape.</summary>
    public long? TradeId { get; init; }

    [JsonPropertyName("last_qty")]
    public decimal? FillQuantity { get; init; }

    [JsonPropertyName("last_price")]
    public decimal? FillPrice { get; init; }

    /// <summary>Of a fill, quote currency.</summary>
    [JsonPropertyName("cost")]
    public decimal? FillCost { get; init; }

    /// <summary>Of a fill: m or t.</summary>
    [JsonPropertyName("liquidity_ind")]
    public string? Liquidity { get; init; }

    public FeeAmount[]? Fees { get; init; }

    public string? Reason { get; init; }

    /// <summary>The counter of the pair, where it was asked for.</summary>
    [JsonPropertyName("ratecount")]
    public double? RateCount { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? Timestamp { get; init; }
}
