using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>AddOrder. It does not report fills: those come with executions or QueryOrders.</summary>
internal sealed record OrderPlaced
{
    [JsonPropertyName("descr")]
    public required OrderDescription Description { get; init; }

    /// <summary>
    /// Empty when the order was only validated. EditOrder and AddOrderBatch write a text instead of a list.
    /// </summary>
    [JsonPropertyName("txid")]
    [JsonConverter(typeof(OneOrManyConverter))]
    public string[] OrderIds { get => field ?? []; init; }
}
