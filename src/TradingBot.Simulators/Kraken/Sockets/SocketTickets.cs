using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

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
        TicketReader.AllowNoMargin(order.Flag("margin"), order.Flag("reduce_only"));
        var force = order.Text("time_in_force");
        var cash = order.Number("cash_order_qty");
        var triggers = order.Nested("triggers");
        if (!kind.IsTrailing() && order.Text("limit_price_type") is not (null or "static"))
            throw KrakenRefusal.Argument("limit_price_type");
        var ticket = new OrderTicket
        {
            Symbol = market.Instrument.Symbol,
            Side = side,
            Kind = kind,
            Volume = cash ?? order.Number("order_qty") ?? throw KrakenRefusal.Argument("order_qty"),
            IsQuoteVolume = cash is not null,
            DisplayVolume = order.Number("display_qty"),
            TriggersOnIndex = triggers?.Word("reference", "last", "index") == "index",
            SelfTrade = OrderWords.SelfTrade(order.Word("stp_type", "cancel_newest", "cancel_oldest", "cancel_both")),
            TimeInForce = force is null
                ? TimeInForce.GoodTillCancelled
                : OrderWords.Force(force) ?? throw KrakenRefusal.Argument("time_in_force"),
            PostOnly = order.Flag("post_only"),
            FeeInBase = order.Word("fee_preference", "quote", "base") == "base"
                || (exchange.BuysPayInBase && side == Side.Buy),
            Starts = order.Time("effective_time") - exchange.Skew,
            Expires = order.Time("expire_time") - exchange.Skew,
            Deadline = Deadline(exchange, deadline, received),
            ClientId = order.Text("cl_ord_id"),
            UserReference = order.Integer("order_userref"),
            Close = order.Nested("conditional") is { } close ? Closing(close) : null,
        };
        var limit = Term(order, "limit_price", kind.IsTrailing() ? PriceUnit.Quote : PriceUnit.Static);
        ticket = TicketReader.Priced(market, ticket, limit, triggers is null ? null : Trigger(triggers));
        TicketReader.Check(ticket);
        return ticket;
    }

    /// <summary>The deadline said, or five seconds after the message came.</summary>
    /// <exception cref="KrakenRefusal">No time, or too far away.</exception>
    public static DateTime Deadline(Exchange exchange, string? deadline, DateTime received) =>
        TicketReader.Deadline(exchange, deadline) ?? received + DefaultDeadline * Math.Max(1, exchange.Clock.Speed);

    /// <summary>The trigger of a <c>triggers</c> object.</summary>
    /// <exception cref="KrakenRefusal">It has none, or one that is wrong.</exception>
    public static PriceTerm Trigger(SocketRequest triggers)
    {
        triggers.HasOnly(SocketFields.Triggers);
        return Term(triggers, "price", PriceUnit.Static) ?? throw KrakenRefusal.Argument("triggers.price");
    }

    /// <summary>A price and, beside it under the same name and <c>_type</c>, what its number means.</summary>
    /// <param name="request">Where both are.</param>
    /// <param name="name">Of the price.</param>
    /// <param name="otherwise">What the number means where nothing says it.</param>
    /// <returns>Null when there is no price.</returns>
    /// <exception cref="KrakenRefusal">It is not one, or Kraken has no such type.</exception>
    public static PriceTerm? Term(SocketRequest request, string name, PriceUnit otherwise)
    {
        var unit = request.Text($"{name}_type") switch
        {
            null => otherwise,
            "static" => PriceUnit.Static,
            "pct" => PriceUnit.Percent,
            "quote" => PriceUnit.Quote,
            _ => throw KrakenRefusal.Argument($"{name}_type"),
        };
        return request.Number(name) is { } value ? new PriceTerm(value, unit) : null;
    }

    private static ClosingTerms Closing(SocketRequest close)
    {
        close.HasOnly(SocketFields.Conditional);
        var kind = OrderWords.Kind(close.Text("order_type") ?? "")
            ?? throw KrakenRefusal.Argument("conditional.order_type");
        if (kind is OrderKind.Market or OrderKind.Iceberg)
            throw KrakenRefusal.Argument("conditional.order_type");
        return new ClosingTerms(
            kind,
            Term(close, "limit_price", kind.IsTrailing() ? PriceUnit.Quote : PriceUnit.Static),
            Term(close, "trigger_price", PriceUnit.Static));
    }
}
