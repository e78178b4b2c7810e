using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Orders and fills as the REST account endpoints show them. Source: REFERENCE 2.3.</summary>
internal static class OrderJson
{
    public static JsonObject Of(Exchange exchange, VenueOrder order, bool withTrades)
    {
        var market = exchange.MarketOfSymbol(order.Ticket.Symbol);
        var (rules, cost) = (market.Instrument, market.Pair.CostDecimals);
        var json = new JsonObject
        {
            ["refid"] = order.Ticket.PrimaryId,
            // recorded: null beside a client's id, 0 where neither was given
            ["userref"] = order.Ticket.UserReference ?? (order.Ticket.ClientId is null ? 0 : (int?)null),
        };
        if (order.Ticket.ClientId is { } id)
            json["cl_ord_id"] = id;
        json["status"] = order.Status.Word();
        if (order.IsOver)
            json["reason"] = order.Reason;
        json["opentm"] = UnixTime.Exact(order.Opened);
        if (order.Ended is { } ended)
            json["closetm"] = UnixTime.Exact(ended);
        json["starttm"] = Time(order.Ticket.Starts);
        json["expiretm"] = Time(order.Ticket.Expires);
        json["descr"] = Description(market, order);
        json["vol"] = Wire.Text(Volume(order), rules.VolumeDecimals);
        json["vol_exec"] = Wire.Text(order.Ticket.IsQuoteVolume ? order.Cost : order.Filled, rules.VolumeDecimals);
        json["cost"] = Wire.Text(order.Cost, cost);
        json["fee"] = Wire.Text(order.Fee, cost);
        json["price"] = Wire.Text(order.AveragePrice, cost);
        json["stopprice"] = Wire.Text(StopPrice(order), cost);
        json["limitprice"] = Wire.Text(LimitPrice(order), cost);
        json["misc"] = string.Join(',', Misc(order));
        json["oflags"] = Flags(order.Ticket);
        json["time_in_force"] = order.Ticket.TimeInForce.Word().ToLowerInvariant();
        if (order.Ticket.Kind.HasTrigger())
            json["trigger"] = order.Ticket.TriggersOnIndex ? "index" : "last";
        if (withTrades && order.Trades.Length > 0)
            json["trades"] = new JsonArray([.. order.Trades.Select(trade => (JsonNode)trade)]);
        return json;
    }

    /// <summary>A fill, or several of one taker order as one.</summary>
    public static JsonObject Of(Exchange exchange, IReadOnlyList<OwnTrade> fills)
    {
        var (market, first) = (exchange.MarketOfSymbol(fills[0].Symbol), fills[0]);
        var (cost, volume) = (fills.Sum(fill => fill.Cost), fills.Sum(fill => fill.Volume));
        var price = fills.Count == 1 ? first.Price : cost / volume;
        var decimals = market.Pair.CostDecimals;
        return new JsonObject
        {
            ["ordertxid"] = first.Order.Id,
            ["postxid"] = "TKH2SE-M7IF5-CFI7LT",
            ["pair"] = market.Pair.Id,
            ["time"] = UnixTime.Exact(first.Time),
            ["type"] = first.Side.Word(),
            ["ordertype"] = first.Order.Ticket.Kind.Word(),
            ["price"] = Wire.Text(price, decimals),
            ["cost"] = Wire.Text(cost, decimals),
            ["fee"] = Wire.Text(fills.Sum(fill => fill.Fee), decimals),
            ["vol"] = Wire.Text(volume, market.Instrument.VolumeDecimals),
            ["margin"] = Wire.Text(0, decimals),
            ["misc"] = "",
            ["trade_id"] = first.Number,
            ["maker"] = first.IsMaker,
        };
    }

    /// <summary>The terms of an order at a time.</summary>
    public static JsonNode Of(SimulatedMarket market, OrderTerms terms, string type)
    {
        var rules = market.Instrument;
        var json = new JsonObject
        {
            ["amend_id"] = terms.Id,
            ["amend_type"] = type,
            ["order_qty"] = Wire.Text(terms.Volume, rules.VolumeDecimals),
            ["remaining_qty"] = Wire.Text(terms.Remaining, rules.VolumeDecimals),
        };
        if (terms.DisplayVolume is { } shown)
            json["display_qty"] = Wire.Text(shown, rules.VolumeDecimals);
        if (terms.LimitPrice is { } limit)
            json["limit_price"] = Wire.Text(limit, rules.PriceDecimals);
        if (terms.TriggerPrice is { } trigger)
            json["trigger_price"] = Wire.Text(trigger, rules.PriceDecimals);
        json["timestamp"] = UnixTime.Nanoseconds(terms.Time);
        return json;
    }

    /// <summary>The flags in force, Kraken's default for the fee among them.</summary>
    public static string Flags(OrderTicket ticket)
    {
        var flags = new List<string>();
        if (ticket.PostOnly)
            flags.Add("post");
        flags.Add(ticket.FeeInBase ? "fcib" : "fciq");
        if (ticket.IsQuoteVolume)
            flags.Add("viqc");
        return string.Join(',', flags);
    }

    private static JsonObject Description(SimulatedMarket market, VenueOrder order)
    {
        var rules = market.Instrument;
        var (limit, trigger) = (
            OrderWords.Limit(order.Ticket, order.LimitPrice), OrderWords.Trigger(order.Ticket, order.TriggerPrice));
        var (price, price2) = order.Ticket.Kind.HasTrigger() ? (trigger, limit) : (limit, null);
        return new JsonObject
        {
            ["pair"] = market.Pair.AltName,
            ["aclass"] = "forex",
            ["type"] = order.Side.Word(),
            ["ordertype"] = order.Ticket.Kind.Word(),
            ["price"] = price is { } first ? OrderWords.Text(first, rules) : "0",
            ["price2"] = price2 is { } second ? OrderWords.Text(second, rules) : "0",
            ["leverage"] = "none",
            ["order"] = OrderWords.Description(
                order.Ticket, rules, Volume(order), order.LimitPrice, order.TriggerPrice),
            ["close"] = OrderWords.Closing(order.Ticket, rules),
        };
    }

    /// <summary>The trigger once it was hit; a trailing stop's all the time, as recorded.</summary>
    private static decimal StopPrice(VenueOrder order) =>
        order.IsTriggered || order.Peak is not null ? order.TriggerPrice ?? 0 : 0;

    /// <summary>The limit once the trigger was hit; before, a trailing stop shows the price that it follows.</summary>
    private static decimal LimitPrice(VenueOrder order) =>
        (order.IsTriggered ? order.LimitPrice : order.Peak) ?? 0;

    private static decimal Volume(VenueOrder order) => order.Ticket.IsQuoteVolume ? order.Ticket.Volume : order.Volume;

    private static IEnumerable<string> Misc(VenueOrder order)
    {
        if (order.IsTriggered)
            yield return "stopped";
        if (order.Status == OrderStatus.Canceled && order.Filled > 0)
            yield return "partial";
        if (order.Amendments.Length > 0)
            yield return "amended";
    }

    private static JsonNode Time(DateTime? time) => time is { } given ? UnixTime.Exact(given) : 0;
}
