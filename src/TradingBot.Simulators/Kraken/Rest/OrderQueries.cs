using System.Globalization;
using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>OpenOrders, ClosedOrders, QueryOrders, OrderAmends, TradesHistory, QueryTrades.</summary>
internal static class OrderQueries
{
    private const int PageSize = 50;
    private const int MaxOrders = 50;
    private const int MaxTrades = 20;

    public static JsonNode OpenOrders(Exchange exchange, RequestParameters parameters)
    {
        var open = exchange.Venue.OpenOrders.Where(
            order => !exchange.Desk.IsHidden(order.Id) && Fits(order, parameters));
        return new JsonObject { ["open"] = Rows(exchange, open.OrderByDescending(order => order.Opened), parameters) };
    }

    public static JsonNode ClosedOrders(Exchange exchange, RequestParameters parameters)
    {
        var field = parameters.Text("closetime") ?? "both";
        if (field is not ("open" or "close" or "both"))
            throw KrakenRefusal.Argument("closetime");
        var (start, end) = (Border(exchange, parameters, "start"), Border(exchange, parameters, "end"));
        var found = exchange.Venue.Orders
            .Where(order => order.IsOver && Fits(order, parameters) && IsBetween(order, field, start, end))
            .OrderByDescending(order => order.Ended)
            .ToList();
        var page = found.Skip(parameters.Integer("ofs") ?? 0).Take(PageSize);
        var result = new JsonObject { ["closed"] = Rows(exchange, page, parameters) };
        if (!parameters.Flag("without_count"))
            result["count"] = found.Count;
        return result;
    }

    public static JsonNode QueryOrders(Exchange exchange, RequestParameters parameters)
    {
        var ids = parameters.List("txid");
        var namesNone = ids.Count == 0 && parameters.Text("cl_ord_id") is null && parameters.Text("userref") is null;
        if (namesNone || ids.Count > MaxOrders)
            throw KrakenRefusal.Argument("txid");
        var orders = ids.Count == 0
            ? exchange.Venue.Orders
            : ids.Select(exchange.Venue.FindOrder).OfType<VenueOrder>();
        return Rows(exchange, orders.Where(order => Fits(order, parameters)).Take(MaxOrders), parameters);
    }

    /// <summary>The terms that an order had and has, oldest first; what it came with is the first.</summary>
    public static JsonNode OrderAmends(Exchange exchange, RequestParameters parameters)
    {
        var order = exchange.Desk.ById(parameters.Required("order_id"));
        var market = exchange.MarketOfSymbol(order.Ticket.Symbol);
        var original = new OrderTerms(
            $"T{order.Id[1..]}",
            order.Opened,
            order.Ticket.IsQuoteVolume ? order.Volume : order.Ticket.Volume,
            order.Ticket.IsQuoteVolume ? order.Volume : order.Ticket.Volume,
            order.Ticket.LimitPrice,
            order.Ticket.TriggerPrice,
            order.Ticket.DisplayVolume);
        var rows = order.Amendments.Select(terms => OrderJson.Of(market, terms, "user"))
            .Prepend(OrderJson.Of(market, original, "original"));
        return new JsonObject
        {
            ["amends"] = new JsonArray([.. rows]),
            ["count"] = order.Amendments.Length + 1,
        };
    }

    public static JsonNode TradesHistory(Exchange exchange, RequestParameters parameters)
    {
        var (start, end) = (TradeBorder(exchange, parameters, "start"), TradeBorder(exchange, parameters, "end"));
        // there are no positions, so that a fill is of none
        var kind = parameters.Word(
            "type", "all", "no position", "any position", "closed position", "closing position");
        var isAny = kind is "all" or "no position";
        var fills = exchange.Venue.Trades.Where(fill => isAny && !(fill.Time <= start) && !(fill.Time > end));
        var rows = (parameters.Flag("consolidate_taker", otherwise: true)
            ? fills.GroupBy(fill => fill.IsMaker ? fill.Id : fill.Order.Id).Select(group => group.ToList())
            : fills.Select(fill => new List<OwnTrade> { fill })).Reverse().ToList();
        var trades = new JsonObject();
        foreach (var row in rows.Skip(parameters.Integer("ofs") ?? 0).Take(PageSize))
            trades[row[0].Id] = OrderJson.Of(exchange, row);
        var result = new JsonObject { ["trades"] = trades };
        if (!parameters.Flag("without_count"))
            result["count"] = rows.Count;
        return result;
    }

    public static JsonNode QueryTrades(Exchange exchange, RequestParameters parameters)
    {
        var ids = parameters.List("txid");
        if (ids.Count is 0 or > MaxTrades)
            throw KrakenRefusal.Argument("txid");
        var result = new JsonObject();
        foreach (var fill in exchange.Venue.Trades.Where(fill => ids.Contains(fill.Id)))
            result[fill.Id] = OrderJson.Of(exchange, [fill]);
        return result;
    }

    private static JsonObject Rows(Exchange exchange, IEnumerable<VenueOrder> orders, RequestParameters parameters)
    {
        var rows = new JsonObject();
        foreach (var order in orders)
            rows[order.Id] = OrderJson.Of(exchange, order, parameters.Flag("trades"));
        return rows;
    }

    private static bool Fits(VenueOrder order, RequestParameters parameters) =>
        (parameters.Text("cl_ord_id") is not { } id || order.Ticket.ClientId == id)
        && (parameters.Integer("userref") is not { } reference || order.Ticket.UserReference == reference);

    private static bool IsBetween(VenueOrder order, string field, DateTime? start, DateTime? end)
    {
        bool Has(DateTime? time) => !(time <= start) && !(time > end);
        return field switch
        {
            "open" => Has(order.Opened),
            "close" => Has(order.Ended),
            _ => Has(order.Opened) || Has(order.Ended),
        };
    }

    /// <summary>A time in unix seconds, or that of an order.</summary>
    private static DateTime? Border(Exchange exchange, RequestParameters parameters, string name) =>
        parameters.Text(name) is { } text
            ? exchange.Venue.FindOrder(text)?.Opened ?? Seconds(text, name)
            : null;

    private static DateTime? TradeBorder(Exchange exchange, RequestParameters parameters, string name) =>
        parameters.Text(name) is { } text
            ? exchange.Venue.Trades.FirstOrDefault(fill => fill.Id == text)?.Time ?? Seconds(text, name)
            : null;

    /// <summary>A time in unix seconds.</summary>
    /// <exception cref="KrakenRefusal">It is not one.</exception>
    public static DateTime Seconds(string text, string name) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= uint.MaxValue
            ? UnixTime.FromSeconds(seconds)
            : throw KrakenRefusal.Argument(name);
}
