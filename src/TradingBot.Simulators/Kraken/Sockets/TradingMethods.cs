using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>add_order and what follows it. Source: REFERENCE 5.4.</summary>
internal sealed class TradingMethods(Exchange exchange)
{
    private const int MaxInBatch = 15;

    public void Add(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var market = Market(request);
        var validate = request.Flag("validate");
        if (!validate)
            exchange.Desk.CountNew(market.Instrument.Symbol);
        var ticket = SocketTickets.Read(exchange, market, request, request.Text("deadline"), received);
        var order = exchange.Desk.Place(ticket, validate);
        if (order is not null && exchange.Faults.Next("add_order", [FaultKind.HiddenOrder]) is { } fault)
            exchange.Desk.Hide(order.Id, TimeSpan.FromMilliseconds(fault.Milliseconds));
        replies.Accept(Result(order, ticket));
    }

    public void AddBatch(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var market = Market(request);
        var rows = request.Objects("orders");
        if (rows.Count is < 2 or > MaxInBatch)
            throw KrakenRefusal.Argument("orders");
        var validate = request.Flag("validate");
        if (!validate)
            exchange.Desk.CountBatch(market.Instrument.Symbol, rows.Count);
        var tickets = rows.Select(row =>
        {
            row.HasOnly(SocketFields.OrderInBatch);
            return SocketTickets.Read(exchange, market, row, request.Text("deadline"), received);
        }).ToList();
        exchange.Desk.ValidateBatch(tickets);
        replies.Accept(new JsonArray([.. tickets.Select(ticket => BatchRow(ticket, validate))]));
    }

    /// <summary>Changes an order in place.</summary>
    public void Amend(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var (id, clientId) = (request.Text("order_id"), request.Text("cl_ord_id"));
        var order = id is not null
            ? exchange.Desk.ById(id)
            : exchange.Desk.ByClientId(clientId ?? throw KrakenRefusal.Argument("order_id"));
        var market = exchange.MarketOfSymbol(order.Ticket.Symbol);
        var (last, tick) = (market.Market.Last?.Price ?? 0, market.Instrument.TickSize);
        var trigger = SocketTickets.Term(request, "trigger_price", PriceUnit.Static)?.From(last, tick);
        var amended = exchange.Desk.Amend(order, new OrderAmendment(
            request.Number("order_qty"),
            SocketTickets.Term(request, "limit_price", PriceUnit.Static)
                ?.From(trigger ?? order.TriggerPrice ?? last, tick),
            trigger,
            request.Number("display_qty"),
            request.Flag("post_only"),
            SocketTickets.Deadline(exchange, request.Text("deadline"), received)));
        var result = new JsonObject { ["amend_id"] = amended.Amendments[^1].Id };
        // the answer repeats the name that was given, and only that
        result[id is not null ? "order_id" : "cl_ord_id"] = id ?? clientId;
        replies.Accept(result);
    }

    /// <summary>Ends an order and places another in its stead.</summary>
    public void Edit(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var market = Market(request);
        var old = exchange.Desk.ById(request.Text("order_id") ?? throw KrakenRefusal.Argument("order_id"));
        TicketReader.AllowNoMargin(isMargin: false, request.Flag("reduce_only"));
        var ticket = OrderEdit.TicketOf(old, market, new OrderEdit
        {
            Volume = request.Number("order_qty"),
            Limit = SocketTickets.Term(request, "limit_price", PriceUnit.Static),
            Trigger = request.Nested("triggers") is { } triggers ? SocketTickets.Trigger(triggers) : null,
            DisplayVolume = request.Number("display_qty"),
            UserReference = request.Integer("order_userref"),
            PostOnly = request.Flag("post_only"),
            Deadline = SocketTickets.Deadline(exchange, request.Text("deadline"), received),
        });
        var order = exchange.Desk.Edit(old, ticket, request.Flag("validate"));
        replies.Accept(new JsonObject { ["order_id"] = order?.Id ?? "", ["original_order_id"] = old.Id });
    }

    /// <summary>One answer for each order named.</summary>
    public void Cancel(SocketRequest request, SocketReplies replies)
    {
        var named = Named(request);
        if (named.Count == 0)
            throw KrakenRefusal.Argument("order_id");
        foreach (var (field, name, find) in named)
        {
            try
            {
                exchange.Desk.Cancel(find());
                replies.Accept(new JsonObject { [field] = name });
            }
            catch (KrakenRefusal refusal)
            {
                replies.Refuse(refusal.Message);
            }
        }
    }

    public void CancelBatch(SocketRequest request, SocketReplies replies)
    {
        var ids = request.Texts("orders").Select(exchange.Desk.ById)
            .Concat(request.Texts("cl_ord_id").Select(exchange.Desk.ByClientId))
            .Where(order => !order.IsOver).ToList();
        exchange.Desk.CancelBatch(ids);
        replies.Accept(reply => reply["orders_cancelled"] = ids.Count);
    }

    public void CancelAll(SocketReplies replies) =>
        replies.Accept(new JsonObject { ["count"] = exchange.Desk.CancelAll() });

    public void CancelAllAfter(SocketRequest request, SocketReplies replies) =>
        replies.Accept(
            OrderEndpoints.SwitchSet(exchange, request.Integer("timeout") ?? throw KrakenRefusal.Argument("timeout")));

    /// <summary>The orders named, each with the field and the name that its answer repeats.</summary>
    private List<(string Field, string Name, Func<VenueOrder> Find)> Named(SocketRequest request)
    {
        var named = new List<(string, string, Func<VenueOrder>)>();
        foreach (var id in request.Texts("order_id"))
            named.Add(("order_id", id, () => exchange.Desk.ById(id)));
        foreach (var id in request.Texts("cl_ord_id"))
            named.Add(("cl_ord_id", id, () => exchange.Desk.ByClientId(id)));
        foreach (var reference in request.Integers("order_userref"))
        {
            var open = exchange.Venue.OpenOrders.Where(order => order.Ticket.UserReference == reference).ToList();
            foreach (var order in open)
                named.Add(("order_id", order.Id, () => order));
        }

        return named;
    }

    private JsonObject BatchRow(OrderTicket ticket, bool validate)
    {
        try
        {
            return Result(exchange.Desk.Place(ticket, validate), ticket);
        }
        catch (KrakenRefusal refusal)
        {
            return new JsonObject { ["error"] = refusal.Message, ["success"] = false };
        }
    }

    /// <summary>With <c>validate</c> there is no order: its id is then empty.</summary>
    private static JsonObject Result(VenueOrder? order, OrderTicket ticket)
    {
        var result = new JsonObject { ["order_id"] = order?.Id ?? "" };
        if (ticket.ClientId is { } clientId)
            result["cl_ord_id"] = clientId;
        if (ticket.UserReference is { } reference)
            result["order_userref"] = reference;
        return result;
    }

    private SimulatedMarket Market(SocketRequest request)
    {
        var symbol = request.Text("symbol") ?? throw new KrakenRefusal("Symbol(s) not found");
        return exchange.Markets.FirstOrDefault(market => market.Pair.DisplayName == symbol)
            ?? throw new KrakenRefusal($"Currency pair not supported {symbol}");
    }
}
