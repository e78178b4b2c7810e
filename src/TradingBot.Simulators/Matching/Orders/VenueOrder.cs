using System.Collections.Immutable;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching.Orders;

/// <summary>
/// An order as the venue keeps it. Every change makes a new record, so one that was handed out never changes.
/// </summary>
public sealed record VenueOrder
{
    /// <summary>The venue's id, as <c>OABCDE-FGHIJ-KLMNOP</c>.</summary>
    public required string Id { get; init; }

    public required OrderTicket Ticket { get; init; }

    public required DateTime Opened { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>When it was placed or last amended: what age penalties count from.</summary>
    public required DateTime Changed { get; init; }

    public OrderStatus Status { get; init; } = OrderStatus.Open;

    /// <summary>Ordered volume, base units, after amendments.</summary>
    public required decimal Volume { get; init; }

    /// <summary>Quote currency, after amendments; null for kinds without one.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Quote currency, after amendments; null for kinds without one.</summary>
    public decimal? TriggerPrice { get; init; }

    public bool IsTriggered { get; init; }

    /// <summary>Of a trailing stop: the best price since it came, quote currency.</summary>
    public decimal? Peak { get; init; }

    /// <summary>Of an iceberg: base units shown at a time, after amendments.</summary>
    public decimal? DisplayVolume { get; init; }

    /// <summary>Base units.</summary>
    public decimal Filled { get; init; }

    /// <summary>Quote currency, the sum of the fills.</summary>
    public decimal Cost { get; init; }

    /// <summary>Quote currency, the sum of the fills, even if charged in base.</summary>
    public decimal Fee { get; init; }

    /// <summary>Ids of the fills, oldest first.</summary>
    public ImmutableArray<string> Trades { get; init; } = [];

    /// <summary>Why it ended early, in the venue's words; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What the account has changed about it, oldest first.</summary>
    public ImmutableArray<OrderTerms> Amendments { get; init; } = [];

    /// <summary>The rates of the account's tier when the order came.</summary>
    internal FeeTier Rates { get; init; }

    /// <summary>Place in the queue of a price: lower is earlier.</summary>
    internal long Rank { get; init; }

    /// <summary>Money (a buy) or volume (a sell) held back for it.</summary>
    internal decimal Held { get; init; }

    /// <summary>Of an iceberg: what was filled when the part that is shown now came up.</summary>
    internal decimal ShownFrom { get; init; }

    /// <summary>The asset that is held back.</summary>
    internal string PaidWith { get; init; } = "";

    public Side Side => Ticket.Side;

    /// <summary>Base units.</summary>
    public decimal Remaining => Volume - Filled;

    /// <summary>Base units that the book shows of it: all of them, unless it is an iceberg.</summary>
    public decimal Visible =>
        DisplayVolume is { } shown ? Math.Min(Remaining, shown - (Filled - ShownFrom)) : Remaining;

    public bool IsOver => Status is not (OrderStatus.Open or OrderStatus.Pending);

    /// <summary>Average price of the fills, quote currency; 0 when there are none.</summary>
    public decimal AveragePrice => Filled == 0 ? 0 : Cost / Filled;

    internal VenueOrder Started() => this with { Status = OrderStatus.Open };

    internal VenueOrder Triggered() => this with { IsTriggered = true };

    internal VenueOrder Holding(decimal amount) => this with { Held = amount };

    /// <summary>True when it waits in the book for somebody to trade with.</summary>
    internal bool Rests => Status == OrderStatus.Open && LimitPrice is not null && IsActive;

    /// <summary>True unless it waits for its trigger.</summary>
    internal bool IsActive => !Ticket.Kind.HasTrigger() || IsTriggered;
}
