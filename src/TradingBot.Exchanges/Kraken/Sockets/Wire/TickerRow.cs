using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>ticker. Prices in quote currency, quantities in base units, figures of the last 24 hours.</summary>
internal sealed record TickerRow
{
    public required string Symbol { get; init; }

    public required double Bid { get; init; }

    [JsonPropertyName("bid_qty")]
    public required double BidQuantity { get; init; }

    public required double Ask { get; init; }

    [JsonPropertyName("ask_qty")]
    public required double AskQuantity { get; init; }

    public required double Last { get; init; }

    public required double Volume { get; init; }

    [JsonPropertyName("vwap")]
    public double AveragePrice { get; init; }

    public double Low { get; init; }

    public double High { get; init; }

    public double Change { get; init; }

    [JsonPropertyName("change_pct")]
    public double ChangePercent { get; init; }

    /// <summary>UTC; absent in older feeds.</summary>
    public DateTime? Timestamp { get; init; }
}
