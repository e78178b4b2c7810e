using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>An order in OpenOrders, ClosedOrders and QueryOrders; the key of the answer is its txid.</summary>
/// <remarks>Never infer a fill from <see cref="Status"/>: a cancelled order keeps what it filled.</remarks>
internal sealed record OrderInfo
{
    /// <summary>Our own id, where one was given.</summary>
    [JsonPropertyName("cl_ord_id")]
    public string? ClientOrderId { get; init; }

    [JsonPropertyName("userref")]
    public long? UserReference { get; init; }

    /// <summary>pending, open, closed (completely done), canceled, expired.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Unix seconds.</summary>
    [JsonPropertyName("opentm")]
    public required decimal OpenSeconds { get; init; }

    /// <summary>Unix seconds; null while open.</summary>
    [JsonPropertyName("closetm")]
    public decimal? CloseSeconds { get; init; }

    /// <summary>Unix seconds; 0 for an order without end.</summary>
    [JsonPropertyName("expiretm")]
    public decimal? ExpireSeconds { get; init; }

    [JsonPropertyName("descr")]
    public required OrderDescription Description { get; init; }

    /// <summary>Base units; quote units when <see cref="Flags"/> has <c>viqc</c>.</summary>
    [JsonPropertyName("vol")]
    public required decimal Volume { get; init; }

    [JsonPropertyName("vol_exec")]
    public required decimal FilledVolume { get; init; }

    /// <summary>Quote currency.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Quote currency, even where it was charged in base.</summary>
    public required decimal Fee { get; init; }

    /// <summary>Average price of the fills; 0 before the first.</summary>
    [JsonPropertyName("price")]
    public required decimal AveragePrice { get; init; }

    [JsonPropertyName("stopprice")]
    public decimal? StopPrice { get; init; }

    [JsonPropertyName("limitprice")]
    public decimal? LimitPrice { get; init; }

    /// <summary>Separated by commas: stopped, touched, liquidated, partial, amended.</summary>
    [JsonPropertyName("misc")]
    public string? Remarks { get; init; }

    /// <summary>Separated by commas: post, fcib, fciq, viqc.</summary>
    [JsonPropertyName("oflags")]
    public string? Flags { get; init; }

    /// <summary>Ids of the fills, only where asked for.</summary>
    public string[]? Trades { get; init; }
}
