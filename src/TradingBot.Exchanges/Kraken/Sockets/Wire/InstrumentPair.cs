using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>instrument: one pair. The two precisions are what a book's checksum is padded with.</summary>
internal sealed record InstrumentPair
{
    /// <summary>As <c>BTC/USD</c>.</summary>
    public required string Symbol { get; init; }

    public required string Base { get; init; }

    public required string Quote { get; init; }

    /// <summary>
    /// online, cancel_only, post_only, limit_only, reduce_only, maintenance, delisted, work_in_progress.
    /// </summary>
    public required string Status { get; init; }

    [JsonPropertyName("price_precision")]
    public required int PriceDecimals { get; init; }

    [JsonPropertyName("qty_precision")]
    public required int QuantityDecimals { get; init; }

    /// <summary>Tick size, quote currency; may be printed as <c>1e-08</c>.</summary>
    public decimal? PriceIncrement { get; init; }

    [JsonPropertyName("qty_increment")]
    public decimal? QuantityIncrement { get; init; }

    [JsonPropertyName("qty_min")]
    public decimal? MinimumQuantity { get; init; }

    [JsonPropertyName("cost_min")]
    public decimal? MinimumCost { get; init; }

    [JsonPropertyName("cost_precision")]
    public int? CostDecimals { get; init; }
}
