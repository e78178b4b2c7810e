using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>OpenOrders, by txid. An order that was placed a moment ago can still be missing.</summary>
internal sealed record OpenOrdersInfo : IJsonOnDeserialized
{
    public required Dictionary<string, OrderInfo> Open { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => JsonValues.RequireRows(Open);
}
