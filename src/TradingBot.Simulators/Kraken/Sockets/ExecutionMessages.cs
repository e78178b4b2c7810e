using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// The rows of the executions channel. Only the first of an order's life, and those of a snapshot, say everything about
/// it; the filled amounts are in those that change them and in those that end the order. Source: REFERENCE 5.3
/// and recordings of January 2026.
/// </summary>
internal static class ExecutionMessages
{
    /// <summary>The row of a change; null when the subscription did not ask for it.</summary>
    public static JsonObject? Of(Exchange exchange, OrderChange change, Subscription subscription)
    {
        var everything = subscription.HasEveryStatus;
        var isBetween = change.Kind is OrderChangeKind.Received or OrderChangeKind.Triggered
            or OrderChangeKind.Trailed or OrderChangeKind.Refilled or OrderChangeKind.Amended;
        if (isBetween && !everything)
            return null;
        var order = change.Order;
        var market = exchange.MarketOfSymbol(order.Ticket.Symbol);
        var (type, status) = Words(change);
        var isFull = change.Kind == (everything ? OrderChangeKind.Received : OrderChangeKind.Accepted);
        var row = isFull ? Full(market, order) : Ids(order);
        row["exec_type"] = type;
        row["order_status"] = status;
        row["timestamp"] = UnixTime.Stamp(change.Time);
        if (change.Trade is { } trade)
            AddFill(row, market, trade);
        if (change.Kind is OrderChangeKind.Traded or OrderChangeKind.Refilled || order.IsOver)
            AddTotals(row, market, order);
        if (change.Kind == OrderChangeKind.Refilled)
            AddDisplay(row, market, order);
        if (change.Kind == OrderChangeKind.Amended)
            AddAmendment(row, market, order);
        if (change.Kind is OrderChangeKind.Triggered or OrderChangeKind.Trailed)
            row["triggers"] = OrderTriggers.Of(market, order);
        if (order.Reason is { } reason)
        {
            row["reason"] = reason;
            row["cancel_reason"] = reason;
        }

        if (subscription.HasRateCount)
            row["ratecount"] = Math.Round(exchange.Desk.CountOf(order.Ticket.Symbol), 2);
        return row;
    }

    /// <summary>An open order in a snapshot.</summary>
    public static JsonObject OfOpen(Exchange exchange, VenueOrder order)
    {
        var market = exchange.MarketOfSymbol(order.Ticket.Symbol);
        var row = Full(market, order);
        AddTotals(row, market, order);
        row["exec_type"] = order.Status == OrderStatus.Pending ? "pending_new" : "new";
        row["order_status"] = order.Filled > 0 ? "partially_filled" : row["exec_type"]!.GetValue<string>();
        row["amended"] = order.Amendments.Length > 0;
        row["timestamp"] = UnixTime.Stamp(order.Opened);
        return row;
    }

    /// <summary>A fill in a snapshot: it names the order by Kraken's id only.</summary>
    public static JsonObject OfFill(Exchange exchange, OwnTrade trade)
    {
        var market = exchange.MarketOfSymbol(trade.Symbol);
        var order = exchange.Venue.FindOrder(trade.Order.Id)!;
        var row = new JsonObject { ["order_id"] = order.Id };
        if (order.Ticket.ClientId is null)
            row["order_userref"] = order.Ticket.UserReference ?? 0;
        row["exec_type"] = "trade";
        row["order_status"] = order.Status == OrderStatus.Closed ? "filled" : "partially_filled";
        row["timestamp"] = UnixTime.Stamp(trade.Time);
        AddFill(row, market, trade);
        return row;
    }

    private static (string Type, string Status) Words(OrderChange change) => change.Kind switch
    {
        OrderChangeKind.Received => ("pending_new", "pending_new"),
        OrderChangeKind.Accepted => ("new", "new"),
        OrderChangeKind.Triggered or OrderChangeKind.Trailed => ("status", "new"),
        OrderChangeKind.Traded => ("trade", "partially_filled"),
        OrderChangeKind.Filled => ("filled", "filled"),
        OrderChangeKind.Refilled => ("iceberg_refill", "partially_filled"),
        OrderChangeKind.Amended => ("amended", change.Order.Filled > 0 ? "partially_filled" : "new"),
        OrderChangeKind.Canceled => ("canceled", "canceled"),
        _ => ("expired", "expired"),
    };

    private static JsonObject Ids(VenueOrder order)
    {
        var row = new JsonObject { ["order_id"] = order.Id };
        if (order.Ticket.ClientId is { } id)
            row["cl_ord_id"] = id;
        else
            row["order_userref"] = order.Ticket.UserReference ?? 0;
        return row;
    }

    private static JsonObject Full(SimulatedMarket market, VenueOrder order)
    {
        var (row, ticket, money) = (Ids(order), order.Ticket, market.Pair.CostDecimals);
        row["symbol"] = market.Pair.DisplayName;
        row["side"] = order.Side.Word();
        row["order_type"] = ticket.Kind.Word();
        row["time_in_force"] = ticket.TimeInForce.Word();
        row["cum_cost"] = Wire.Scaled(order.Cost, money);
        row["fee_usd_equiv"] = Wire.Scaled(order.Fee, money);
        row["fee_ccy_pref"] = ticket.FeeInBase ? "fcib" : "fciq";
        AddTerms(row, market, order);
        row["stop_price"] = Price(market, order.TriggerPrice ?? 0);
        AddDisplay(row, market, order);
        if (order.TriggerPrice is not null)
            row["triggers"] = OrderTriggers.Of(market, order);
        if (ticket.Close is { } close)
            row["contingent"] = OrderTriggers.Contingent(close);
        if (ticket.PrimaryId is { } primary)
            row["ord_ref_id"] = primary;
        if (ticket.PostOnly)
            row["post_only"] = true;
        if (ticket.IsQuoteVolume)
            row["cash_order_qty"] = Wire.Scaled(ticket.Volume, money);
        if (ticket.Starts is { } start)
            row["effective_time"] = UnixTime.Stamp(start);
        if (ticket.Expires is { } end)
            row["expire_time"] = UnixTime.Stamp(end);
        return row;
    }

    private static void AddTotals(JsonObject row, SimulatedMarket market, VenueOrder order)
    {
        var money = market.Pair.CostDecimals;
        row["cum_qty"] = Wire.Scaled(order.Filled, market.Instrument.VolumeDecimals);
        row["cum_cost"] = Wire.Scaled(order.Cost, money);
        row["avg_price"] = Wire.Scaled(order.AveragePrice, money);
        row["fee_usd_equiv"] = Wire.Scaled(order.Fee, money);
    }

    /// <summary>As recorded: with the volume that is filled, but not its cost.</summary>
    private static void AddAmendment(JsonObject row, SimulatedMarket market, VenueOrder order)
    {
        row["amended"] = true;
        row["reason"] = "User requested";
        row["cum_qty"] = Wire.Scaled(order.Filled, market.Instrument.VolumeDecimals);
        AddTerms(row, market, order);
        AddDisplay(row, market, order);
        if (order.TriggerPrice is not null)
            row["triggers"] = OrderTriggers.Of(market, order);
    }

    private static void AddTerms(JsonObject row, SimulatedMarket market, VenueOrder order)
    {
        row["order_qty"] = Wire.Scaled(order.Volume, market.Instrument.VolumeDecimals);
        if (order.LimitPrice is { } limit)
        {
            row["limit_price"] = Price(market, limit);
            row["limit_price_type"] = "static";
        }
    }

    private static void AddDisplay(JsonObject row, SimulatedMarket market, VenueOrder order)
    {
        if (order.DisplayVolume is not { } shown)
            return;
        row["display_qty"] = Wire.Scaled(shown, market.Instrument.VolumeDecimals);
        row["display_qty_remain"] = Wire.Scaled(order.Visible, market.Instrument.VolumeDecimals);
    }

    private static void AddFill(JsonObject row, SimulatedMarket market, OwnTrade trade)
    {
        row["symbol"] = market.Pair.DisplayName;
        row["side"] = trade.Side.Word();
        row["order_type"] = trade.Order.Ticket.Kind.Word();
        row["exec_id"] = trade.Id;
        row["trade_id"] = trade.Number;
        row["last_qty"] = Wire.Scaled(trade.Volume, market.Instrument.VolumeDecimals);
        row["last_price"] = Price(market, trade.Price);
        row["cost"] = Wire.Scaled(trade.Cost, market.Pair.CostDecimals);
        row["liquidity_ind"] = trade.IsMaker ? "m" : "t";
        var (asset, fee) = trade.BaseFee == 0
            ? (market.Pair.Quote, Wire.Scaled(trade.Fee, market.Pair.CostDecimals))
            : (market.Pair.Base, Wire.Scaled(trade.BaseFee, market.Pair.Base.Decimals));
        row["fees"] = new JsonArray(new JsonObject { ["asset"] = asset.DisplayName, ["qty"] = fee });
    }

    private static decimal Price(SimulatedMarket market, decimal price) =>
        Wire.Scaled(price, market.Instrument.PriceDecimals);
}
