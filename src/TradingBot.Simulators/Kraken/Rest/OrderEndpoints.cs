using System.Globalization;
using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>AddOrder, AddOrderBatch, AmendOrder, EditOrder, the cancels and the dead man's switch.</summary>
internal static class OrderEndpoints
{
    private const int SecondsADay = 86_400;
    private const int MaxInBatch = 15;
    private const int MaxCancels = 50;

    public static JsonNode AddOrder(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var validate = parameters.Flag("validate");
        if (!validate)
            exchange.Desk.CountNew(market.Instrument.Symbol);
        var ticket = TicketReader.Read(exchange, market, parameters);
        var order = exchange.Desk.Place(ticket, validate);
        var result = new JsonObject { ["descr"] = Description(market, ticket) };
        if (order is not null)
            result["txid"] = new JsonArray(order.Id);
        if (order is not null && exchange.Faults.Next("AddOrder", [FaultKind.HiddenOrder]) is { } fault)
            exchange.Desk.Hide(order.Id, TimeSpan.FromMilliseconds(fault.Milliseconds));
        return result;
    }

    public static JsonNode AddOrderBatch(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var rows = Rows(parameters.Nested("orders"));
        if (rows.Count is < 2 or > MaxInBatch)
            throw KrakenRefusal.Argument("orders");
        var validate = parameters.Flag("validate");
        if (!validate)
            exchange.Desk.CountBatch(market.Instrument.Symbol, rows.Count);
        var deadline = TicketReader.Deadline(exchange, parameters.Text("deadline"));
        var tickets = rows.ConvertAll(row => TicketReader.Read(exchange, market, row) with { Deadline = deadline });
        exchange.Desk.ValidateBatch(tickets);
        return new JsonObject
        {
            ["orders"] = new JsonArray([.. tickets.Select(ticket => BatchRow(exchange, market, ticket, validate))]),
        };
    }

    public static JsonNode AmendOrder(Exchange exchange, RequestParameters parameters)
    {
        var order = Named(exchange, parameters);
        var rules = exchange.MarketOfSymbol(order.Ticket.Symbol).Instrument;
        var isBuy = order.Side == Core.Market.Side.Buy;
        decimal? Price(string name, decimal? from) => parameters.Text(name) is { } text
            ? TicketReader.Price(text, from ?? 0, isBuy, name, rules.TickSize)
            : null;
        var amended = exchange.Desk.Amend(order, new OrderAmendment(
            parameters.Amount("order_qty"),
            Price("limit_price", order.LimitPrice),
            Price("trigger_price", order.TriggerPrice),
            parameters.Amount("display_qty"),
            parameters.Flag("post_only"),
            TicketReader.Deadline(exchange, parameters.Text("deadline"))));
        return new JsonObject { ["amend_id"] = amended.Amendments[^1].Id };
    }

    public static JsonNode EditOrder(Exchange exchange, RequestParameters parameters)
    {
        var old = exchange.Desk.ById(parameters.Required("txid"));
        var market = exchange.MarketOf(parameters.Required("pair"));
        var hasTrigger = old.Ticket.Kind.HasTrigger();
        PriceTerm? Price(string name) => parameters.Text(name) is { } text
            ? TicketReader.Term(text, isHigher: old.Side == Core.Market.Side.Buy, name)
            : null;
        var ticket = OrderEdit.TicketOf(old, market, new OrderEdit
        {
            Volume = parameters.Amount("volume"),
            Limit = Price(hasTrigger ? "price2" : "price"),
            Trigger = hasTrigger ? Price("price") : null,
            DisplayVolume = parameters.Amount("displayvol"),
            UserReference = parameters.Integer("userref"),
            PostOnly = parameters.List("oflags").Contains("post"),
            Deadline = TicketReader.Deadline(exchange, parameters.Text("deadline")),
        });
        var result = new JsonObject { ["descr"] = Description(market, ticket) };
        if (exchange.Desk.Edit(old, ticket, parameters.Flag("validate")) is { } order)
            result["txid"] = order.Id;
        return result;
    }

    public static JsonNode CancelOrder(Exchange exchange, RequestParameters parameters)
    {
        if (parameters.Text("cl_ord_id") is null && int.TryParse(parameters.Required("txid"), out var reference))
        {
            var open = exchange.Venue.OpenOrders.Where(order => order.Ticket.UserReference == reference).ToList();
            if (open.Count == 0)
                throw new KrakenRefusal("EOrder:Unknown order");
            exchange.Desk.CancelBatch(open);
            return new JsonObject { ["count"] = open.Count };
        }

        exchange.Desk.Cancel(Named(exchange, parameters));
        return new JsonObject { ["count"] = 1 };
    }

    public static JsonNode CancelOrderBatch(Exchange exchange, RequestParameters parameters)
    {
        var (ids, clientIds) = (parameters.List("orders"), parameters.List("cl_ord_ids"));
        if (ids.Count + clientIds.Count is 0 or > MaxCancels)
            throw KrakenRefusal.Argument("orders");
        var named = ids.Select(exchange.Desk.ById).Concat(clientIds.Select(exchange.Desk.ByClientId));
        var orders = named.Where(order => !order.IsOver).ToList();
        exchange.Desk.CancelBatch(orders);
        return new JsonObject { ["count"] = orders.Count };
    }

    public static JsonNode CancelAll(Exchange exchange, RequestParameters parameters) =>
        new JsonObject { ["count"] = exchange.Desk.CancelAll() };

    public static JsonNode CancelAllOrdersAfter(Exchange exchange, RequestParameters parameters)
    {
        var seconds = parameters.Integer("timeout") ?? throw KrakenRefusal.Argument("timeout");
        return SwitchSet(exchange, seconds);
    }

    /// <summary>Sets the dead man's switch; the answer is the same on both ways.</summary>
    /// <exception cref="KrakenRefusal">Less than nothing, or a day or more.</exception>
    public static JsonObject SwitchSet(Exchange exchange, int seconds)
    {
        if (seconds is < 0 or >= SecondsADay)
            throw KrakenRefusal.Argument("timeout");
        var fires = exchange.Desk.CancelAllAfter(TimeSpan.FromSeconds(seconds));
        return new JsonObject
        {
            ["currentTime"] = UnixTime.ShortStamp(exchange.ShownNow),
            ["triggerTime"] = fires is { } time ? UnixTime.ShortStamp(time + exchange.Skew) : "0",
        };
    }

    private static List<RequestParameters> Rows(RequestParameters orders)
    {
        var rows = new List<RequestParameters>();
        while (orders.Nested(rows.Count.ToString(CultureInfo.InvariantCulture)) is { IsEmpty: false } row)
            rows.Add(row);
        return rows;
    }

    private static JsonObject BatchRow(Exchange exchange, SimulatedMarket market, OrderTicket ticket, bool validate)
    {
        var row = new JsonObject { ["descr"] = Description(market, ticket) };
        try
        {
            if (exchange.Desk.Place(ticket, validate) is { } order)
                row["txid"] = order.Id;
        }
        catch (KrakenRefusal refusal)
        {
            return new JsonObject { ["error"] = refusal.Message };
        }

        return row;
    }

    private static JsonObject Description(SimulatedMarket market, OrderTicket ticket)
    {
        var descr = new JsonObject
        {
            ["order"] = OrderWords.Description(
                ticket, market.Instrument, ticket.Volume, ticket.LimitPrice, ticket.TriggerPrice),
        };
        if (ticket.Close is not null)
            descr["close"] = OrderWords.Closing(ticket, market.Instrument);
        return descr;
    }

    private static VenueOrder Named(Exchange exchange, RequestParameters parameters) =>
        parameters.Text("cl_ord_id") is { } clientId && parameters.Text("txid") is null
            ? exchange.Desk.ByClientId(clientId)
            : exchange.Desk.ById(parameters.Required("txid"));
}
