using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>What an order waits for, and what is to follow it, in the rows of the executions channel.</summary>
internal static class OrderTriggers
{
    /// <summary>The <c>triggers</c> of an order that has a trigger price.</summary>
    public static JsonObject Of(SimulatedMarket market, VenueOrder order)
    {
        var trigger = OrderWords.Trigger(order.Ticket, order.TriggerPrice ?? 0)!.Value;
        var triggers = new JsonObject
        {
            ["reference"] = order.Ticket.TriggersOnIndex ? "index" : "last",
            ["price"] = trigger.Unit == PriceUnit.Percent ? trigger.Value : Price(market, trigger.Value),
            ["price_type"] = Word(trigger.Unit),
            ["actual_price"] = Price(market, order.TriggerPrice ?? 0),
            ["status"] = order.IsTriggered ? "triggered" : "untriggered",
        };
        if (order.Peak is { } peak)
            triggers["peak_price"] = Price(market, peak);
        if (order.IsTriggered && market.Market.Last is { } last)
            triggers["last_price"] = Price(market, last.Price);
        return triggers;
    }

    /// <summary>The terms of the orders that are to follow the fills.</summary>
    public static JsonObject Contingent(ClosingTerms close)
    {
        var row = new JsonObject { ["order_type"] = close.Kind.Word() };
        Add(row, "trigger_price", close.Trigger);
        Add(row, "limit_price", close.Limit);
        return row;
    }

    private static void Add(JsonObject row, string name, PriceTerm? term)
    {
        if (term is not { } given)
            return;
        row[name] = given.Value;
        row[$"{name}_type"] = Word(given.Unit);
    }

    private static string Word(PriceUnit unit) => unit switch
    {
        PriceUnit.Percent => "pct",
        PriceUnit.Quote => "quote",
        _ => "static",
    };

    private static decimal Price(SimulatedMarket market, decimal price) =>
        Wire.Scaled(price, market.Instrument.PriceDecimals);
}
