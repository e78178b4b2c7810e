using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>
/// Matches the account's orders with a pair's tape and ladder, by price and then by age. An order never trades beyond
/// its limit, and never with another order of the account.
/// </summary>
internal sealed class Matcher(Execution execution, OrderStore orders)
{
    private const string SelfTradePrevention = "Self trade prevention";
    private const decimal ProtectedRange = 0.05m; // a market order goes this far from the best price at most

    /// <summary>Starts an order that waits for nothing more than its trigger.</summary>
    public VenueOrder Activate(VenueMarket market, VenueOrder order)
    {
        if (!order.IsActive && (market.Last is not { } last || !IsReached(order, last.Price)))
            return order;
        if (!order.IsActive)
        {
            order = order.Triggered();
            orders.Put(order);
            execution.Tell(OrderChangeKind.Triggered, order);
        }

        return TakeNow(market, order);
    }

    /// <summary>What the other side would give an order right now.</summary>
    /// <param name="market">The pair.</param>
    /// <param name="side">Side of the order.</param>
    /// <param name="limit">Its limit price; null: none.</param>
    /// <param name="volume">Base units wanted.</param>
    /// <returns>The volume it would get and its cost, not rounded.</returns>
    public static (decimal Volume, decimal Cost) Offer(VenueMarket market, Side side, decimal? limit, decimal volume)
    {
        var (filled, cost) = (0m, 0m);
        foreach (var level in Reachable(market, side, limit))
        {
            var part = Math.Min(level.Volume, volume - filled);
            filled += part;
            cost += part * level.Price;
            if (filled == volume)
                break;
        }

        return (filled, cost);
    }

    /// <summary>The volume that an amount of money buys right now, cut to the pair's decimals.</summary>
    public static decimal VolumeFor(VenueMarket market, decimal money)
    {
        var volume = 0m;
        foreach (var level in Reachable(market, Side.Buy, limit: null))
        {
            var part = Math.Min(level.Volume, money / level.Price);
            volume += part;
            money -= part * level.Price;
            if (part < level.Volume)
                break;
        }

        return market.Instrument.RoundVolumeDown(volume);
    }

    /// <summary>True when an order with this limit would find somebody at once.</summary>
    public static bool WouldTake(VenueMarket market, Side side, decimal limit) => Reachable(market, side, limit).Any();

    /// <summary>
    /// Lets a trade of the tape, already printed, fill what rests at or behind its price and trigger what waits.
    /// </summary>
    public void OnTrade(VenueMarket market, in TapeTrade trade)
    {
        var open = orders.Open(market.Instrument.Symbol);
        if (open.Count == 0)
            return;
        var (price, left) = (trade.Price, trade.Volume);
        foreach (var order in ByPriority(open, Side.Buy).Concat(ByPriority(open, Side.Sell)).ToList())
        {
            var limit = order.LimitPrice!.Value;
            if (!IsAcceptable(order.Side, limit, price))
                continue;
            // Through its price everything was taken; at its price, as much as the tape says was traded.
            var volume = limit != price || WouldTake(market, order.Side, limit)
                ? order.Remaining
                : Math.Min(order.Remaining, left);
            if (limit == price)
                left -= Math.Min(volume, left);
            if (volume > 0)
                FillOrCancel(market, order, limit, volume, isMaker: true);
        }

        foreach (var order in open.Where(order => order.Status == OrderStatus.Open && !order.IsActive).ToList())
            Activate(market, Trailed(market, order));
    }

    /// <summary>Lets the trigger of a trailing stop follow the last price.</summary>
    private VenueOrder Trailed(VenueMarket market, VenueOrder order)
    {
        var moved = TrailingStop.Moved(order, market);
        if (moved == order)
            return order;
        orders.Put(moved);
        if (moved.TriggerPrice != order.TriggerPrice)
            execution.Tell(OrderChangeKind.Trailed, moved);
        return moved;
    }

    /// <summary>Trades what an active order can get now; ends what may not rest.</summary>
    public VenueOrder TakeNow(VenueMarket market, VenueOrder order)
    {
        var mayRest = order.LimitPrice is not null;
        if (order.Ticket.TimeInForce == TimeInForce.FillOrKill
            && Offer(market, order.Side, order.LimitPrice, order.Remaining).Volume < order.Remaining)
        {
            return execution.End(order, OrderStatus.Canceled, "Fill or kill order could not be filled");
        }

        order = Walk(market, order);
        if (order.IsOver)
            return order;
        if (mayRest && order.Ticket.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate)
            return Shown(order);
        var reason = mayRest ? "Immediate or cancel order could not be filled" : "Market price protection";
        return execution.End(order, OrderStatus.Canceled, reason);
    }

    /// <summary>An iceberg that has traded on arrival, or was amended, shows a whole part.</summary>
    private VenueOrder Shown(VenueOrder order)
    {
        if (order.DisplayVolume is null || order.ShownFrom == order.Filled)
            return order;
        order = order with { ShownFrom = order.Filled };
        orders.Put(order);
        return order;
    }

    private VenueOrder Walk(VenueMarket market, VenueOrder order)
    {
        while (true)
        {
            var other = order.Side == Side.Buy ? Side.Sell : Side.Buy;
            var own = ByPriority(orders.Open(market.Instrument.Symbol), other).FirstOrDefault();
            (order, var meetsOwn) = WalkUntil(market, order, own?.LimitPrice);
            if (order.IsOver || own is null || !meetsOwn)
                return order;
            if (order.Ticket.SelfTrade != SelfTradeRule.CancelNewest)
                execution.End(own, OrderStatus.Canceled, SelfTradePrevention);
            if (order.Ticket.SelfTrade != SelfTradeRule.CancelOldest)
                return execution.End(order, OrderStatus.Canceled, SelfTradePrevention);
        }
    }

    /// <summary>Takes what strangers offer, up to a price at which an order of the account rests.</summary>
    /// <returns>The order afterwards; true when it now meets the account's own one.</returns>
    private (VenueOrder Order, bool MeetsOwn) WalkUntil(VenueMarket market, VenueOrder order, decimal? own)
    {
        foreach (var level in Reachable(market, order.Side, order.LimitPrice))
        {
            if (own is { } barrier && IsAcceptable(order.Side, level.Price, barrier))
                return (order, true);
            var volume = Math.Min(level.Volume, order.Remaining);
            var before = order.Filled;
            order = FillOrCancel(market, order, level.Price, volume, isMaker: false);
            market.Ladder.Take(order.Side == Side.Buy ? Side.Sell : Side.Buy, level.Price, order.Filled - before);
            if (order.IsOver)
                return (order, false);
        }

        return (order, own is { } price && order.LimitPrice is { } limit && IsAcceptable(order.Side, limit, price));
    }

    private VenueOrder FillOrCancel(VenueMarket market, VenueOrder order, decimal price, decimal volume, bool isMaker)
    {
        var filled = execution.Fill(market.Rules, order, price, volume, isMaker);
        return !filled.IsOver && filled.Filled < order.Filled + volume
            ? execution.End(filled, OrderStatus.Canceled, "Insufficient funds")
            : filled;
    }

    private static IEnumerable<LadderLevel> Reachable(VenueMarket market, Side side, decimal? limit)
    {
        decimal? worst = limit;
        foreach (var level in market.Ladder.Levels(side == Side.Buy ? Side.Sell : Side.Buy))
        {
            worst ??= level.Price * (side == Side.Buy ? 1 + ProtectedRange : 1 - ProtectedRange);
            if (!IsAcceptable(side, worst.Value, level.Price))
                yield break;
            yield return level;
        }
    }

    private static IEnumerable<VenueOrder> ByPriority(IEnumerable<VenueOrder> open, Side side) => open
        .Where(order => order.Side == side && order.Rests)
        .OrderBy(order => side == Side.Buy ? -order.LimitPrice : order.LimitPrice)
        .ThenBy(order => order.Rank);

    /// <summary>True when a price is at the limit or better for the side.</summary>
    private static bool IsAcceptable(Side side, decimal limit, decimal price) =>
        side == Side.Buy ? price <= limit : price >= limit;

    private static bool IsReached(VenueOrder order, decimal last)
    {
        var stops = order.Ticket.Kind is not (OrderKind.TakeProfit or OrderKind.TakeProfitLimit);
        var waitsForRise = stops == (order.Side == Side.Buy);
        return waitsForRise ? last >= order.TriggerPrice : last <= order.TriggerPrice;
    }
}
