using TradingBot.Core.Simulation.Matching;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.KrakenSimulator.Rest;

namespace TradingBot.KrakenSimulator.Sockets;

/// <summary>Makes a ticket of add_order's parameters. Source: REFERENCE 5.4.</summary>
internal static class SocketTickets
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(5);

    /// <param name="exchange">Its time and pairs.</param>
    /// <param name="market">The pair.</param>
    /// <param name="order">The parameters.</param>
    /// <param name="deadline">RFC 3339; null: five seconds after the message came.</param>
    /// <param name="received">Exchange time at which the message came.</param>
    /// <exception cref="KrakenRefusal">A parameter is missing or wrong.</exception>
    public static OrderTicket Read(
        Exchange exchange, SimulatedMarket market, SocketRequest order, string? deadline, DateTime received)
    {
        var kind = OrderWords.Kind(order.Text("order_type") ?? throw KrakenRefusal.Argument("order_type"))
            ?? throw KrakenRefusal.Argument("order_type");
        var side = OrderWords.SideOf(order.Text("side") ?? "") ?? throw KrakenRefusal.Argument("side");
        if (order.Flag("margin"))
            throw new KrakenRefusal("EGeneral:Permission denied");
        var force = order.Text("time_in_force");
        var cash = order.Number("cash_order_qty");
        var trigger = order.Nested("triggers");
        var ticket = new OrderTicket
        {
            Symbol = market.Instrument.Symbol,
            Side = side,
            Kind = kind,
            Volume = cash ?? order.Number("order_qty") ?? throw KrakenRefusal.Argument("order_qty"),
            IsQuoteVolume = cash is not null,
            LimitPrice = order.Number("limit_price"),
            TriggerPrice = trigger is null ? null : TriggerPrice(market, trigger),
            TriggersOnIndex = trigger?.Text("reference") == "index",
            TimeInForce = force is null
                ? TimeInForce.GoodTillCancelled
                : OrderWords.Force(force) ?? throw KrakenRefusal.Argument("time_in_force"),
            PostOnly = order.Flag("post_only"),
            FeeInBase = order.Text("fee_preference") == "base",
            Starts = order.Time("effective_time") - exchange.Skew,
            Expires = order.Time("expire_time") - exchange.Skew,
            Deadline = TicketReader.Deadline(exchange, deadline)
                ?? received + DefaultDeadline * Math.Max(1, exchange.Clock.Speed),
            ClientId = order.Text("cl_ord_id"),
            UserReference = order.Integer("order_userref"),
            Close = order.Nested("conditional") is { } close ? Closing(close) : null,
        };
        TicketReader.Check(ticket);
        return ticket;
    }

    /// <summary>The trigger's price: itself, or a distance from the last one.</summary>
    private static decimal TriggerPrice(SimulatedMarket market, SocketRequest trigger)
    {
        var price = trigger.Number("price") ?? throw KrakenRefusal.Argument("triggers.price");
        var (last, tick) = (market.Market.Last?.Price ?? 0, market.Instrument.TickSize);
        return trigger.Text("price_type") switch
        {
            null or "static" => price,
            "pct" => Math.Round(last * (1 + price / 100) / tick) * tick,
            "quote" => last + price,
            _ => throw KrakenRefusal.Argument("triggers.price_type"),
        };
    }

    private static ClosingTerms Closing(SocketRequest close)
    {
        var kind = OrderWords.Kind(close.Text("order_type") ?? "")
            ?? throw KrakenRefusal.Argument("conditional.order_type");
        return kind == OrderKind.Market
            ? throw KrakenRefusal.Argument("conditional.order_type")
            : new ClosingTerms(kind, close.Number("limit_price"), close.Number("trigger_price"));
    }
}
