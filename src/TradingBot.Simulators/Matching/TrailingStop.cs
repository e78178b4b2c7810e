using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>
/// The trigger of a trailing stop: it keeps its distance from the best price since the order came, and never goes back.
/// </summary>
internal static class TrailingStop
{
    /// <summary>
    /// The ticket with the prices it begins with; other kinds, and on a market without a price all, as they are.
    /// </summary>
    public static OrderTicket Priced(OrderTicket ticket, VenueMarket market)
    {
        if (!ticket.Kind.IsTrailing() || market.Last is not { } last)
            return ticket;
        var (limit, trigger) = Prices(ticket, last.Price, market.Instrument.TickSize);
        return ticket with { LimitPrice = limit, TriggerPrice = trigger };
    }

    /// <summary>The order after the last price has moved.</summary>
    public static VenueOrder Moved(VenueOrder order, VenueMarket market)
    {
        if (order.Peak is not { } peak || order.IsTriggered || market.Last is not { } last)
            return order;
        var best = order.Side == Side.Sell ? Math.Max(peak, last.Price) : Math.Min(peak, last.Price);
        return best == peak ? order : At(order, best, market);
    }

    /// <summary>The order as if it had come now.</summary>
    public static VenueOrder Begun(VenueOrder order, VenueMarket market) =>
        order.Peak is null || market.Last is not { } last ? order : At(order, last.Price, market);

    private static VenueOrder At(VenueOrder order, decimal peak, VenueMarket market)
    {
        var (limit, trigger) = Prices(order.Ticket, peak, market.Instrument.TickSize);
        return order with { Peak = peak, LimitPrice = limit, TriggerPrice = trigger };
    }

    private static (decimal? Limit, decimal? Trigger) Prices(OrderTicket ticket, decimal peak, decimal tick)
    {
        if (ticket.Trail is not { } trail)
            return (null, null);
        var distance = ticket.Side == Side.Sell ? trail with { Value = -trail.Value } : trail;
        var trigger = distance.From(peak, tick);
        return (ticket.TrailingLimit?.From(trigger, tick), trigger);
    }
}
