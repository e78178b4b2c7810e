using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.State;

/// <summary>
/// The way of REST and WebSocket to the venue: the exchange's status, the per-pair counters, Kraken's error texts.
/// </summary>
internal sealed class TradingGateway(Exchange exchange, TierLimits limits)
{
    private readonly Dictionary<string, DecayingCounter> _counters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> _hiddenUntil = new(StringComparer.Ordinal);

    /// <summary>Highest value of a pair's trading counter.</summary>
    public double MaxCount => limits.Trading;

    private SimulatedVenue Venue => exchange.Venue;

    /// <summary>Takes an order whose cost is counted already, or only checks it.</summary>
    /// <returns>The order; null when it was only checked.</returns>
    /// <exception cref="KrakenRefusal">It is refused.</exception>
    public VenueOrder? Place(OrderTicket ticket, bool validate)
    {
        AllowNew(ticket.PostOnly);
        if (validate)
        {
            if (Venue.Check(ticket) is { } broken)
                throw new KrakenRefusal(Text(broken));
            return null;
        }

        return Unless(Venue.Place(ticket));
    }

    /// <summary>
    /// What a batch must pass as a whole before its orders go on one by one: where one of them breaks a rule by itself,
    /// none is placed. Source: REFERENCE 2.5.
    /// </summary>
    /// <exception cref="KrakenRefusal">The whole batch is refused.</exception>
    public void ValidateBatch(IEnumerable<OrderTicket> tickets)
    {
        AllowNew(isPostOnly: true);
        foreach (var ticket in tickets)
        {
            if (Venue.Validate(ticket) is { } broken)
                throw new KrakenRefusal(Text(broken));
        }
    }

    /// <exception cref="KrakenRefusal">It is refused.</exception>
    public VenueOrder Amend(VenueOrder order, OrderAmendment amendment)
    {
        if (amendment.Volume <= 0)
            throw KrakenRefusal.Argument("order_qty");
        AllowNew(amendment.PostOnly || order.Ticket.PostOnly);
        Count(order.Ticket.Symbol, TradingPenalty.Amend(exchange.Now - order.Changed));
        return Unless(Venue.Amend(order.Id, amendment));
    }

    /// <exception cref="KrakenRefusal">It is refused.</exception>
    public VenueOrder Cancel(VenueOrder order)
    {
        AllowCancel();
        if (!order.IsOver)
            Count(order.Ticket.Symbol, CostOfCancel(order));
        return Unless(Venue.Cancel(order.Id));
    }

    /// <summary>Ends several open orders: all, or when that costs too much, none.</summary>
    /// <exception cref="KrakenRefusal">None was cancelled.</exception>
    public void CancelBatch(IReadOnlyCollection<VenueOrder> orders)
    {
        AllowCancel();
        foreach (var pair in orders.GroupBy(order => order.Ticket.Symbol))
            Count(pair.Key, pair.Sum(CostOfCancel));
        foreach (var order in orders)
            Venue.Cancel(order.Id);
    }

    /// <summary>Replaces an order by a new one of the same kind, or only checks the new one.</summary>
    /// <returns>The new order; null when it was only checked.</returns>
    /// <exception cref="KrakenRefusal">It is refused; the old order stays unless the account cannot pay for the
    /// new one.</exception>
    public VenueOrder? Edit(VenueOrder order, OrderTicket ticket, bool validate)
    {
        AllowNew(ticket.PostOnly);
        if (order.IsOver)
            throw new KrakenRefusal(Text(OrderRefusal.OrderIsOver));
        if (!validate)
            Count(order.Ticket.Symbol, TradingPenalty.Edit(exchange.Now - order.Changed));
        // What the old order holds, and its place among the open ones, are free for the new one.
        if (Venue.Check(ticket) is { } broken and not (OrderRefusal.InsufficientFunds or OrderRefusal.TooManyOrders))
            throw new KrakenRefusal(Text(broken));
        if (validate)
            return null;
        Unless(Venue.Cancel(order.Id, "Order replaced"));
        return Unless(Venue.Place(ticket));
    }

    /// <summary>Ends all open orders; costs nothing.</summary>
    /// <exception cref="KrakenRefusal">The exchange is in maintenance.</exception>
    public int CancelAll()
    {
        AllowCancel();
        return Venue.CancelAll();
    }

    /// <summary>Sets the dead man's switch.</summary>
    /// <param name="timeout">Exchange time from now; zero: off.</param>
    /// <returns>When it fires; null: it is off.</returns>
    /// <exception cref="KrakenRefusal">The exchange is in maintenance: it stays as it was.</exception>
    public DateTime? CancelAllAfter(TimeSpan timeout)
    {
        AllowCancel();
        return Venue.CancelAllAt = timeout == TimeSpan.Zero ? null : exchange.Now + timeout;
    }

    /// <summary>An order by its id.</summary>
    /// <exception cref="KrakenRefusal">There never was one.</exception>
    public VenueOrder ById(string id) => Venue.FindOrder(id) ?? throw new KrakenRefusal(Text(OrderRefusal.NeverIssued));

    /// <summary>The open order with a client's id.</summary>
    /// <exception cref="KrakenRefusal">There is none.</exception>
    public VenueOrder ByClientId(string id) =>
        Venue.OpenOrders.FirstOrDefault(order => order.Ticket.ClientId == id)
        ?? throw new KrakenRefusal(Text(OrderRefusal.OrderIsOver));

    /// <summary>The value of a pair's trading counter.</summary>
    public double CountOf(string symbol) => CounterOf(symbol).At(exchange.Now);

    /// <summary>Keeps an order out of OpenOrders for a while, as can happen on Kraken.</summary>
    public void Hide(string orderId, TimeSpan length) => _hiddenUntil[orderId] = exchange.Now + length;

    public bool IsHidden(string orderId) => _hiddenUntil.TryGetValue(orderId, out var until) && exchange.Now < until;

    /// <summary>Adds the cost of a new order, whatever becomes of it.</summary>
    /// <exception cref="KrakenRefusal">It is too much.</exception>
    public void CountNew(string symbol) => Count(symbol, TradingPenalty.Add);

    /// <summary>Adds the cost of a batch of new orders, whatever becomes of them.</summary>
    /// <exception cref="KrakenRefusal">It is too much.</exception>
    public void CountBatch(string symbol, int count) => Count(symbol, TradingPenalty.Batch(count));

    private void Count(string symbol, double cost)
    {
        if (!CounterOf(symbol).TryAdd(cost, exchange.Now))
            throw new KrakenRefusal("EOrder:Rate limit exceeded");
    }

    private DecayingCounter CounterOf(string symbol)
    {
        if (!_counters.TryGetValue(symbol, out var counter))
            _counters[symbol] = counter = new DecayingCounter(limits.Trading, limits.TradingDecay);
        return counter;
    }

    private double CostOfCancel(VenueOrder order) => TradingPenalty.Cancel(exchange.Now - order.Changed);

    private void AllowCancel()
    {
        if (exchange.Status == ExchangeStatus.Maintenance)
            throw new KrakenRefusal("EService:Unavailable");
    }

    private void AllowNew(bool isPostOnly)
    {
        var refusal = exchange.Status switch
        {
            ExchangeStatus.Maintenance => "EService:Unavailable",
            ExchangeStatus.CancelOnly => "EService:Market in cancel_only mode",
            ExchangeStatus.PostOnly when !isPostOnly => "EService:Market in post_only mode",
            _ => null,
        };
        if (refusal is not null)
            throw new KrakenRefusal(refusal);
    }

    private static VenueOrder Unless(OrderAnswer answer) =>
        answer.Order ?? throw new KrakenRefusal(Text(answer.Refusal!.Value));

    private static string Text(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.InvalidVolume => "EGeneral:Invalid arguments:volume",
        OrderRefusal.InvalidPrice => "EOrder:Invalid price",
        OrderRefusal.InvalidExpiry => "EGeneral:Invalid arguments:expiretm",
        OrderRefusal.TickSize => "EOrder:Tick size check failed",
        OrderRefusal.InvalidDisplayVolume => "EGeneral:Invalid arguments:displayvol",
        OrderRefusal.BelowMinimumVolume => "EGeneral:Invalid arguments:volume minimum not met",
        OrderRefusal.BelowMinimumCost => "EOrder:Cost minimum not met",
        OrderRefusal.InsufficientFunds => "EOrder:Insufficient funds",
        OrderRefusal.WouldTake => "EOrder:Post only order",
        OrderRefusal.ClientIdInUse => "EGeneral:Invalid arguments:cl_ord_id not unique",
        OrderRefusal.DeadlineElapsed => "EService:Deadline elapsed",
        OrderRefusal.TooManyOrders => "EOrder:Orders limit exceeded",
        OrderRefusal.OrderIsOver => "EOrder:Unknown order",
        OrderRefusal.NeverIssued => "EOrder:Invalid order",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "not a refusal"),
    };
}
