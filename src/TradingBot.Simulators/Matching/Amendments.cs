using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>The rules a change of an order must keep.</summary>
internal static class Amendments
{
    /// <summary>The first rule broken; null for none.</summary>
    public static OrderRefusal? Find(VenueMarket market, VenueOrder order, OrderAmendment amendment, DateTime now)
    {
        if (now > amendment.Deadline)
            return OrderRefusal.DeadlineElapsed;
        // The prices of a trailing stop follow the market's.
        if (order.Ticket.Kind.IsTrailing() && (amendment.LimitPrice ?? amendment.TriggerPrice) is not null)
            return OrderRefusal.InvalidPrice;
        if ((amendment.LimitPrice is not null && order.LimitPrice is null)
            || (amendment.TriggerPrice is not null && (order.TriggerPrice is null || order.IsTriggered)))
        {
            return OrderRefusal.InvalidPrice;
        }

        if (OrderChecks.InPrices(amendment.LimitPrice, amendment.TriggerPrice, market.Instrument) is { } wrongPrice)
            return wrongPrice;
        if (amendment.Volume is { } volume && volume > order.Filled)
        {
            if (volume % market.Instrument.LotStep != 0)
                return OrderRefusal.InvalidVolume;
            var price = amendment.LimitPrice ?? order.LimitPrice ?? amendment.TriggerPrice ?? order.TriggerPrice ?? 0;
            if (OrderChecks.InSize(volume, price, market.Instrument) is { } tooSmall)
                return tooSmall;
        }

        if (amendment.DisplayVolume is { } shown
            && (order.DisplayVolume is null || !OrderChecks.MayShow(shown, amendment.Volume ?? order.Volume)))
        {
            return OrderRefusal.InvalidDisplayVolume;
        }

        var postOnly = amendment.PostOnly || order.Ticket.PostOnly;
        return postOnly && amendment.LimitPrice is { } limit && Matcher.WouldTake(market, order.Side, limit)
            ? OrderRefusal.WouldTake
            : null;
    }
}
