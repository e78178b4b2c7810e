using System.Text.Json.Nodes;
using TradingBot.Core.Simulation.Matching;
using TradingBot.KrakenSimulator.Markets;

namespace TradingBot.KrakenSimulator.Rest;

/// <summary>Orders and fills as the REST account endpoints show them. Source: REFERENCE 2.3.</summary>
internal static class OrderJson
{
    public static JsonObject Of(Exchange exchange, VenueOrder order, bool withTrades)
    {
        var market = exchange.MarketOfSymbol(order.Ticket.Symbol);
        var (rules, cost) = (market.Instrument, market.Pair.CostDecimals);
        var zero = Wire.Text(0, cost);
        var json = new JsonObject
        {
            ["refid"] = null,
            ["userref"] = order.Ticket.UserReference ?? 0,
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
        json["stopprice"] = order.IsTriggered ? Wire.Text(order.TriggerPrice ?? 0, cost) : zero;
        json["limitprice"] = order is { IsTriggered: true, LimitPrice: { } limit } ? Wire.Text(limit, cost) : zero;
        json["misc"] = string.Join(',', Misc(order));
        json["oflags"] = Flags(order.Ticket);
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
        var (price, price2) = order.Ticket.Kind.HasTrigger()
            ? (order.TriggerPrice, order.LimitPrice)
            : (order.LimitPrice, null);
        return new JsonObject
        {
            ["pair"] = market.Pair.AltName,
            ["type"] = order.Side.Word(),
            ["ordertype"] = order.Ticket.Kind.Word(),
            ["price"] = price is { } first ? Wire.Text(first, rules.PriceDecimals) : "0",
            ["price2"] = price2 is { } second ? Wire.Text(second, rules.PriceDecimals) : "0",
            ["leverage"] = "none",
            ["order"] = OrderWords.Description(
                order.Ticket, rules, Volume(order), order.LimitPrice, order.TriggerPrice),
            ["close"] = OrderWords.Closing(order.Ticket, rules),
        };
    }

    private static decimal Volume(VenueOrder order) => order.Ticket.IsQuoteVolume ? order.Ticket.Volume : order.Volume;

    private static IEnumerable<string> Misc(VenueOrder order)
    {
        if (order.IsTriggered)
            yield return "stopped";
        if (order.Status == OrderStatus.Canceled && order.Filled > 0)
            yield return "partial";
        if (order.Amendments > 0)
            yield return "amended";
    }

    private static JsonNode Time(DateTime? time) => time is { } given ? UnixTime.Exact(given) : 0;
}
