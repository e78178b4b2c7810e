using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>One of the account's own fills; the key of the answer is its id.</summary>
internal sealed record OwnTrade
{
    [JsonPropertyName("ordertxid")]
    public required string OrderId { get; init; }

    /// <summary>The pair's id in newer answers, its short name in old ones.</summary>
    public required string Pair { get; init; }

    /// <summary>Unix seconds.</summary>
    [JsonPropertyName("time")]
    public required decimal Seconds { get; init; }

    /// <summary>buy or sell.</summary>
    [JsonPropertyName("type")]
    public required string Side { get; init; }

    [JsonPropertyName("ordertype")]
    public string? OrderType { get; init; }

    public required decimal Price { get; init; }

    /// <summary>Quote currency.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Quote currency, even where it was charged in base.</summary>
    public required decimal Fee { get; init; }

    [JsonPropertyName("vol")]
    public required decimal Volume { get; init; }

    /// <summary>The id on the public tape; null in old answers.</summary>
    public long? TradeId { get; init; }

    /// <summary>Null in old answers.</summary>
    [JsonPropertyName("maker")]
    public bool? IsMaker { get; init; }
}
