using TradingBot.Core.Market;

namespace TradingBot.Core.Simulation.Matching;

/// <summary>The rules an order must keep before it comes near the book.</summary>
internal static class OrderChecks
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(31);

    /// <summary>The first rule the ticket breaks; null when it keeps all that need no look at the account.</summary>
    public static OrderRefusal? Find(OrderTicket ticket, VenueMarket market, DateTime now)
    {
        if (now > ticket.Deadline)
            return OrderRefusal.DeadlineElapsed;
        var isTooFine = !ticket.IsQuoteVolume && HasMoreDecimals(ticket.Volume, market.Instrument.VolumeDecimals);
        if (ticket.Volume <= 0 || isTooFine)
            return OrderRefusal.InvalidVolume;
        var (limit, trigger) = (ticket.LimitPrice, ticket.TriggerPrice);
        if (ticket.Kind.HasLimit() != limit.HasValue || ticket.Kind.HasTrigger() != trigger.HasValue)
            return OrderRefusal.InvalidPrice;
        return InPrices(limit, trigger, market.Instrument)
            ?? InTimes(ticket, now)
            ?? InSize(ticket, market);
    }

    /// <summary>The rule broken by prices, null for none.</summary>
    public static OrderRefusal? InPrices(decimal? limit, decimal? trigger, Instrument instrument)
    {
        foreach (var price in new[] { limit, trigger })
        {
            if (price <= 0)
                return OrderRefusal.InvalidPrice;
            if (price is { } given && given % instrument.TickSize != 0)
                return OrderRefusal.TickSize;
        }

        return null;
    }

    /// <summary>The minimum that a volume or its cost misses, null for none.</summary>
    public static OrderRefusal? InSize(decimal volume, decimal price, Instrument instrument) =>
        volume < instrument.MinimumVolume ? OrderRefusal.BelowMinimumVolume
        : volume * price < instrument.MinimumCost ? OrderRefusal.BelowMinimumCost
        : null;

    private static OrderRefusal? InTimes(OrderTicket ticket, DateTime now)
    {
        var starts = ticket.Starts ?? now;
        if (ticket.TimeInForce == TimeInForce.GoodTillDate && ticket.Expires is null)
            return OrderRefusal.InvalidExpiry;
        if (ticket.Expires is { } end && (end < starts + ShortestLife || end > now + LongestLife))
            return OrderRefusal.InvalidExpiry;
        return null;
    }

    private static OrderRefusal? InSize(OrderTicket ticket, VenueMarket market)
    {
        var price = ticket.LimitPrice ?? ticket.TriggerPrice ?? market.Last?.Price ?? 0;
        if (!ticket.IsQuoteVolume)
            return InSize(ticket.Volume, price, market.Instrument);
        return price == 0 ? OrderRefusal.InvalidPrice : InSize(ticket.Volume / price, price, market.Instrument);
    }

    private static bool HasMoreDecimals(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.ToZero) != value;
}
