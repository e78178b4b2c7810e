using TradingBot.Exchanges.Contract.Accounts;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>An order in Kraken's terms, for REST and for the WebSocket.</summary>
/// <param name="Pair">Kraken's names of its pair.</param>
/// <param name="Order">What is to be placed.</param>
/// <param name="IsValidatedOnly">Checked by the exchange and not placed.</param>
internal sealed record KrakenOrder(PairNames Pair, NewOrder Order, bool IsValidatedOnly = false)
{
    /// <summary>Kraken's word; WebSocket and REST agree.</summary>
    public string KindWord => Order.LimitPrice is null ? "market" : "limit";

    /// <summary>Our id, a UUID with its dashes.</summary>
    public string ClientOrderId => Order.ClientOrderText;
}
