using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>
/// What EditOrder and edit_order change of an order, which ends and is followed by a new one. Null leaves it as it is.
/// </summary>
internal sealed record OrderEdit
{
    /// <summary>Base units of the new order.</summary>
    public decimal? Volume { get; init; }

    public PriceTerm? Limit { get; init; }

    public PriceTerm? Trigger { get; init; }

    /// <summary>Base units.</summary>
    public decimal? DisplayVolume { get; init; }

    public int? UserReference { get; init; }

    public bool PostOnly { get; init; }

    /// <summary>Exchange time; null: never too late.</summary>
    public DateTime? Deadline { get; init; }

    /// <summary>The new order. Source: docs.kraken.com, "Edit Order", its list of caveats.</summary>
    /// <exception cref="KrakenRefusal">This order cannot be edited, or not to that.</exception>
    public static OrderTicket TicketOf(VenueOrder old, SimulatedMarket market, OrderEdit edit)
    {
        var ticket = old.Ticket;
        if (market.Instrument.Symbol != ticket.Symbol)
            throw KrakenRefusal.Argument("pair");
        if (old.IsTriggered || ticket.Close is not null || ticket.Kind.IsTrailing())
            throw KrakenRefusal.Argument("txid");
        if (edit.Volume < old.Filled)
            throw KrakenRefusal.Argument("volume");
        var (last, tick) = (market.Market.Last?.Price ?? 0, market.Instrument.TickSize);
        var trigger = edit.Trigger?.From(last, tick) ?? old.TriggerPrice;
        return ticket with
        {
            Volume = edit.Volume ?? old.Remaining,
            TriggerPrice = trigger,
            LimitPrice = edit.Limit?.From(trigger ?? last, tick) ?? old.LimitPrice,
            DisplayVolume = edit.DisplayVolume ?? old.DisplayVolume,
            PostOnly = edit.PostOnly || ticket.PostOnly,
            ClientId = null,
            UserReference = edit.UserReference ?? ticket.UserReference,
            Deadline = edit.Deadline,
            PrimaryId = null,
        };
    }
}
