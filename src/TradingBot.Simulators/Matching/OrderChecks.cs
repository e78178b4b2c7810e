using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>The rules an order must keep before it comes near the book.</summary>
internal static class OrderChecks
{
    private const int LargestPart = 15; // an iceberg shows at least this part of its volume
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(31);

    /// <summary>
    /// The first rule that the ticket breaks by itself, whatever the account owns and however late it is; null: none.
    /// </summary>
    public static OrderRefusal? Find(OrderTicket ticket, VenueMarket market, DateTime now)
    {
        var isTooFine = !ticket.IsQuoteVolume && ticket.Volume % market.Instrument.LotStep != 0;
        if (ticket.Volume <= 0 || isTooFine)
            return OrderRefusal.InvalidVolume;
        var (limit, trigger) = (ticket.LimitPrice, ticket.TriggerPrice);
        if (ticket.Kind.HasLimit() != limit.HasValue || ticket.Kind.HasTrigger() != trigger.HasValue)
            return OrderRefusal.InvalidPrice;
        return InPrices(limit, trigger, market.Instrument)
            ?? InTrail(ticket.Kind, ticket.Trail, ticket.TrailingLimit)
            ?? InClosing(ticket.Close, market.Instrument)
            ?? InTimes(ticket, now)
            ?? InDisplay(ticket)
            ?? InSize(ticket, market);
    }

    /// <summary>True when an iceberg of this volume may show so much of it at a time.</summary>
    public static bool MayShow(decimal shown, decimal volume) => shown * LargestPart >= volume && shown <= volume;

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
        : volume * price < instrument.MinimumNotional ? OrderRefusal.BelowMinimumCost
        : null;

    private static OrderRefusal? InDisplay(OrderTicket ticket)
    {
        if ((ticket.Kind == OrderKind.Iceberg) != ticket.DisplayVolume.HasValue)
            return OrderRefusal.InvalidDisplayVolume;
        return ticket.DisplayVolume is { } shown && !MayShow(shown, ticket.Volume)
            ? OrderRefusal.InvalidDisplayVolume
            : null;
    }

    /// <summary>A trailing stop has distances and no prices, other kinds the reverse.</summary>
    private static OrderRefusal? InTrail(OrderKind kind, PriceTerm? trail, PriceTerm? limit)
    {
        if (!kind.IsTrailing())
            return trail is null && limit is null ? null : OrderRefusal.InvalidPrice;
        return trail is { IsRelative: true, Value: > 0 } && limit is null or { IsRelative: true }
            ? null
            : OrderRefusal.InvalidPrice;
    }

    private static OrderRefusal? InClosing(ClosingTerms? close, Instrument instrument)
    {
        if (close is null)
            return null;
        if (close.Kind is OrderKind.Market or OrderKind.Iceberg || close.Kind.HasLimit() != close.Limit.HasValue
            || close.Kind.HasTrigger() != close.Trigger.HasValue)
        {
            return OrderRefusal.InvalidPrice;
        }

        // Distances are known only when the fill is.
        decimal? Known(PriceTerm? term) => term is { IsRelative: false, Value: var price } ? price : null;
        return close.Kind.IsTrailing()
            ? InTrail(close.Kind, close.Trigger, close.Limit)
            : InPrices(Known(close.Limit), Known(close.Trigger), instrument);
    }

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
}
