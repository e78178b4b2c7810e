using System.Text.Json.Nodes;
using TradingBot.Core.Simulation.Matching;
using TradingBot.KrakenSimulator.Faults;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.KrakenSimulator.Rest;

namespace TradingBot.KrakenSimulator.Sockets;

/// <summary>add_order and what follows it. Source: REFERENCE 5.4.</summary>
internal sealed class TradingMethods(Exchange exchange)
{
    private const int MostInBatch = 15;

    public void Add(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var market = Market(request);
        var ticket = SocketTickets.Read(exchange, market, request, request.Text("deadline"), received);
        var order = exchange.Desk.Place(ticket, request.Flag("validate"));
        if (order is not null && exchange.Faults.Next("add_order", [FaultKind.HiddenOrder]) is { } fault)
            exchange.Desk.Hide(order.Id, TimeSpan.FromMilliseconds(fault.Milliseconds));
        replies.Accept(Result(order, ticket));
    }

    public void AddBatch(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var market = Market(request);
        var rows = request.Objects("orders");
        if (rows.Count is < 2 or > MostInBatch)
            throw KrakenRefusal.Argument("orders");
        var tickets = rows.Select(
            row => SocketTickets.Read(exchange, market, row, request.Text("deadline"), received)).ToList();
        replies.Accept(new JsonArray([.. tickets.Select(ticket => BatchRow(ticket, request.Flag("validate")))]));
    }

    public void Amend(SocketRequest request, SocketReplies replies, DateTime received)
    {
        var order = request.Text("order_id") is { } id
            ? exchange.Desk.ById(id)
            : exchange.Desk.ByClientId(request.Text("cl_ord_id") ?? throw KrakenRefusal.Argument("order_id"));
        exchange.Desk.Amend(order, new OrderAmendment(
            request.Number("order_qty"),
            request.Number("limit_price"),
            request.Number("trigger_price"),
            request.Flag("post_only"),
            TicketReader.Deadline(exchange, request.Text("deadline"))));
        var result = new JsonObject { ["amend_id"] = exchange.Venue.NewId('T'), ["order_id"] = order.Id };
        if (order.Ticket.ClientId is { } clientId)
            result["cl_ord_id"] = clientId;
        replies.Accept(result);
    }

    /// <summary>One answer for each order named.</summary>
    public void Cancel(SocketRequest request, SocketReplies replies)
    {
        var named = Named(request);
        if (named.Count == 0)
            throw KrakenRefusal.Argument("order_id");
        foreach (var find in named)
        {
            try
            {
                var order = exchange.Desk.Cancel(find());
                var result = new JsonObject { ["order_id"] = order.Id };
                if (order.Ticket.ClientId is { } clientId)
                    result["cl_ord_id"] = clientId;
                replies.Accept(result);
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
        ids.ForEach(order => exchange.Desk.Cancel(order));
        replies.Accept(reply => reply["orders_cancelled"] = ids.Count);
    }

    public void CancelAll(SocketReplies replies) =>
        replies.Accept(new JsonObject { ["count"] = exchange.Desk.CancelAll() });

    public void CancelAllAfter(SocketRequest request, SocketReplies replies) =>
        replies.Accept(
            OrderEndpoints.SwitchSet(exchange, request.Integer("timeout") ?? throw KrakenRefusal.Argument("timeout")));

    private List<Func<VenueOrder>> Named(SocketRequest request)
    {
        var named = new List<Func<VenueOrder>>();
        named.AddRange(request.Texts("order_id").Select(id => (Func<VenueOrder>)(() => exchange.Desk.ById(id))));
        named.AddRange(request.Texts("cl_ord_id").Select(id => (Func<VenueOrder>)(() => exchange.Desk.ByClientId(id))));
        foreach (var reference in request.Integers("order_userref"))
        {
            var open = exchange.Venue.OpenOrders.Where(order => order.Ticket.UserReference == reference).ToList();
            named.AddRange(open.Select(order => (Func<VenueOrder>)(() => order)));
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
