using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>ClosedOrders, by txid: a page of 50.</summary>
internal sealed record ClosedOrdersInfo : IJsonOnDeserialized
{
    public required Dictionary<string, OrderInfo> Closed { get; init; }

    /// <summary>Of all pages; null where counting was not asked for.</summary>
    public long? Count { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => JsonValues.RequireRows(Closed);
}
