using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>The order that follows a fill of one with closing terms.</summary>
internal static class ClosingOrder
{
    public static OrderTicket Of(OwnTrade fill, ClosingTerms close, VenueMarket market)
    {
        var primary = fill.Order;
        var tick = market.Instrument.TickSize;
        var last = market.Last?.Price ?? fill.Price;
        var ticket = new OrderTicket
        {
            Symbol = fill.Symbol,
            Side = fill.Side == Side.Buy ? Side.Sell : Side.Buy,
            Kind = close.Kind,
            Volume = fill.Volume,
            TriggersOnIndex = primary.Ticket.TriggersOnIndex,
            UserReference = primary.Ticket.UserReference,
            PrimaryId = primary.Id,
        };
        if (close.Kind.IsTrailing())
            return ticket with { Trail = close.Trigger, TrailingLimit = close.Limit };
        var trigger = close.Trigger?.From(last, tick);
        return ticket with { TriggerPrice = trigger, LimitPrice = close.Limit?.From(trigger ?? last, tick) };
    }

    /// <summary>Why it is cancelled instead of placed, in the venue's words.</summary>
    public static string ReasonOf(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.InsufficientFunds => "Insufficient funds",
        OrderRefusal.BelowMinimumVolume => "Order minimum not met",
        OrderRefusal.BelowMinimumCost => "Cost minimum not met",
        OrderRefusal.TickSize => "Tick size check failed",
        OrderRefusal.TooManyOrders => "Orders limit exceeded",
        _ => "Invalid price",
    };
}
