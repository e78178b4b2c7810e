using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>AssetPairs: one row; of what margin trading needs, what a sale does. Fees are TradeVolume's.</summary>
internal sealed record AssetPairInfo
{
    /// <summary>The short name, such as <c>XBTUSD</c>.</summary>
    [JsonPropertyName("altname")]
    public required string ShortName { get; init; }

    /// <summary><c>XBT/USD</c>; absent on the old dark-pool rows.</summary>
    [JsonPropertyName("wsname")]
    public string? SlashName { get; init; }

    /// <summary>The base asset's id, such as <c>XXBT</c>.</summary>
    public required string Base { get; init; }

    /// <summary>The quote asset's id, such as <c>ZUSD</c>.</summary>
    public required string Quote { get; init; }

    [JsonPropertyName("pair_decimals")]
    public required int PriceDecimals { get; init; }

    [JsonPropertyName("lot_decimals")]
    public required int VolumeDecimals { get; init; }

    public int? CostDecimals { get; init; }

    /// <summary>Smallest volume of an order, base units.</summary>
    [JsonPropertyName("ordermin")]
    public decimal? MinimumVolume { get; init; }

    /// <summary>Smallest price × volume of an order, quote currency.</summary>
    [JsonPropertyName("costmin")]
    public decimal? MinimumCost { get; init; }

    public decimal? TickSize { get; init; }

    /// <summary>With which leverage the pair can be sold on margin; empty where it cannot.</summary>
    [JsonPropertyName("leverage_sell")]
    public int[]? SellLeverage { get; init; }

    /// <summary>online, cancel_only, post_only, limit_only, reduce_only; absent on about one row in eight.</summary>
    public string? Status { get; init; }
}
