using TradingBot.Core.Accounts;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>Takes, changes and ends orders: checks the rules, holds the funds, hands over to the matcher.</summary>
internal sealed class OrderEntry(
    IReadOnlyDictionary<string, VenueMarket> markets,
    VenueAccount account,
    OrderStore orders,
    Execution execution,
    FeeSchedule fees,
    VenueIds ids)
{
    public const string UserRequested = "User requested";

    private readonly Matcher _matcher = new(execution, orders);
    private int _followed; // fills whose closing orders have been placed

    /// <summary>How many orders the account may have open in a pair.</summary>
    public int MaxOpenOrders { get; set; } = 225;

    /// <summary>The account's rates now.</summary>
    public FeeTier FeeTier => fees.At(execution.Volume30Days);

    private DateTime Now => execution.Now;

    /// <summary>
    /// The first rule that a ticket breaks by itself, before anybody looks at the account or the book.
    /// </summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderRefusal? Validate(OrderTicket ticket)
    {
        var market = MarketOf(ticket);
        return OrderChecks.Find(TrailingStop.Priced(ticket, market), market, Now);
    }

    /// <summary>The first rule a ticket breaks; null: it would be accepted.</summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderRefusal? Check(OrderTicket ticket)
    {
        var market = MarketOf(ticket);
        ticket = TrailingStop.Priced(ticket, market);
        var open = orders.Open(ticket.Symbol);
        if (Now > ticket.Deadline)
            return OrderRefusal.DeadlineElapsed;
        if (OrderChecks.Find(ticket, market, Now) is { } broken)
            return broken;
        if (ticket.ClientId is { } id && orders.AllOpen.Any(order => order.Ticket.ClientId == id))
            return OrderRefusal.ClientIdInUse;
        if (open.Count >= MaxOpenOrders)
            return OrderRefusal.TooManyOrders;
        var paidWith = Execution.PaidWith(market.Rules, ticket);
        if (Needed(market, ticket, BaseVolume(market, ticket)) > account.Available(paidWith))
            return OrderRefusal.InsufficientFunds;
        return ticket is { PostOnly: true, LimitPrice: { } limit } && Matcher.WouldTake(market, ticket.Side, limit)
            ? OrderRefusal.WouldTake
            : null;
    }

    /// <summary>Takes an order; a market order has ended when this returns.</summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderAnswer Place(OrderTicket ticket)
    {
        if (Check(ticket) is { } refusal)
            return OrderAnswer.Refused(refusal);
        var market = MarketOf(ticket);
        var order = OrderOf(market, ticket);
        var money = ticket.Kind == OrderKind.Market ? 0 : Needed(market, order.Ticket, order.Volume);
        order = execution.Hold(order, money);
        orders.Put(order);
        execution.Tell(OrderChangeKind.Received, order);
        if (order.Status == OrderStatus.Pending)
            return OrderAnswer.Accepted(order);
        execution.Tell(OrderChangeKind.Accepted, order);
        return Followed(_matcher.Activate(market, order));
    }

    /// <summary>Changes an open order in place.</summary>
    public OrderAnswer Amend(string id, OrderAmendment amendment)
    {
        if (FindOpen(id, out var order) is { } gone)
            return OrderAnswer.Refused(gone);
        var market = MarketOf(order.Ticket);
        if (Amendments.Find(market, order, amendment, Now) is { } broken)
            return OrderAnswer.Refused(broken);
        if (amendment.Volume <= order.Filled)
            return Followed(execution.End(Amended(order), OrderStatus.Canceled, UserRequested));

        var volume = amendment.Volume ?? order.Volume;
        var limit = amendment.LimitPrice ?? order.LimitPrice;
        var trigger = amendment.TriggerPrice ?? order.TriggerPrice;
        var keepsPlace = limit == order.LimitPrice && volume <= order.Volume;
        var hold = Execution.HoldFor(
            market.Rules, order.Ticket, (limit ?? trigger)!.Value, volume - order.Filled, order.Rates.Taker);
        if (hold - order.Held > account.Available(order.PaidWith))
            return OrderAnswer.Refused(OrderRefusal.InsufficientFunds);
        order = Amended(execution.Hold(order, hold) with
        {
            Volume = volume,
            LimitPrice = limit,
            TriggerPrice = trigger,
            DisplayVolume = amendment.DisplayVolume ?? order.DisplayVolume,
            Changed = Now,
            Rank = keepsPlace ? order.Rank : orders.NextRank(),
        });
        orders.Put(order);
        execution.Tell(OrderChangeKind.Amended, order);
        return Followed(order.Status == OrderStatus.Open ? _matcher.Activate(market, order) : order);
    }

    /// <summary>Ends an open order.</summary>
    public OrderAnswer Cancel(string id, string reason = UserRequested) =>
        FindOpen(id, out var order) is { } gone
            ? OrderAnswer.Refused(gone)
            : Followed(execution.End(order, OrderStatus.Canceled, reason));

    /// <summary>Makes an order active whose start time has come.</summary>
    public void Start(VenueOrder order)
    {
        var market = MarketOf(order.Ticket);
        order = TrailingStop.Begun(order.Started(), market);
        orders.Put(order);
        execution.Tell(OrderChangeKind.Accepted, order);
        Followed(_matcher.Activate(market, order));
    }

    /// <summary>Lets a printed trade do to open orders what it does.</summary>
    public void OnTrade(VenueMarket market, in TapeTrade trade)
    {
        _matcher.OnTrade(market, in trade);
        PlaceClosingOrders();
    }

    /// <summary>Places a closing order for each fill that wants one and has none yet.</summary>
    private void PlaceClosingOrders()
    {
        while (_followed < execution.Trades.Count)
        {
            var fill = execution.Trades[_followed++];
            if (fill.Order.Ticket.Close is { } close)
                PlaceOrShow(ClosingOrder.Of(fill, close, MarketOf(fill.Order.Ticket)));
        }
    }

    /// <summary>Places an order nobody waits for: one that is refused is shown as cancelled, with the reason.</summary>
    private void PlaceOrShow(OrderTicket ticket)
    {
        if (Place(ticket).Refusal is not { } refusal)
            return;
        var order = OrderOf(MarketOf(ticket), ticket);
        orders.Put(order);
        execution.Tell(OrderChangeKind.Received, order);
        execution.End(order, OrderStatus.Canceled, ClosingOrder.ReasonOf(refusal));
    }

    /// <summary>The answer once everything that follows from it has happened.</summary>
    private OrderAnswer Followed(VenueOrder order)
    {
        PlaceClosingOrders();
        return OrderAnswer.Accepted(orders.Find(order.Id)!);
    }

    private VenueOrder OrderOf(VenueMarket market, OrderTicket given)
    {
        var ticket = TrailingStop.Priced(given, market);
        return new VenueOrder
        {
            Id = ids.Next('O'),
            Ticket = ticket,
            Opened = Now,
            Changed = Now,
            Volume = BaseVolume(market, ticket),
            LimitPrice = ticket.LimitPrice,
            TriggerPrice = ticket.TriggerPrice,
            Peak = ticket.Kind.IsTrailing() ? market.Last?.Price : null,
            DisplayVolume = ticket.DisplayVolume,
            Rates = FeeTier,
            Rank = orders.NextRank(),
            Status = ticket.Starts > Now ? OrderStatus.Pending : OrderStatus.Open,
            PaidWith = Execution.PaidWith(market.Rules, ticket),
        };
    }

    /// <summary>The order with its present terms in its history.</summary>
    private VenueOrder Amended(VenueOrder order) => order with
    {
        Amendments = order.Amendments.Add(new OrderTerms(
            ids.Next('T'),
            Now,
            order.Volume,
            order.Remaining,
            order.LimitPrice,
            order.TriggerPrice,
            order.DisplayVolume)),
    };

    private OrderRefusal? FindOpen(string id, out VenueOrder order)
    {
        order = orders.Find(id)!;
        return order is null ? OrderRefusal.NeverIssued : order.IsOver ? OrderRefusal.OrderIsOver : null;
    }

    private VenueMarket MarketOf(OrderTicket ticket) => markets.GetValueOrDefault(ticket.Symbol)
        ?? throw new ArgumentException($"{ticket.Symbol} is not traded here", nameof(ticket));

    private static decimal BaseVolume(VenueMarket market, OrderTicket ticket) =>
        ticket.IsQuoteVolume ? Matcher.VolumeFor(market, ticket.Volume) : ticket.Volume;

    /// <summary>What the account must have for an order: money, or volume.</summary>
    private decimal Needed(VenueMarket market, OrderTicket ticket, decimal volume)
    {
        var rate = FeeTier.Taker;
        if ((ticket.LimitPrice ?? ticket.TriggerPrice) is { } price)
            return Execution.HoldFor(market.Rules, ticket, price, volume, rate);
        var offer = Matcher.Offer(market, ticket.Side, limit: null, volume);
        return offer.Volume == 0
            ? decimal.MaxValue // nobody offers anything: no market order can be paid for
            : Execution.HoldFor(market.Rules, ticket, offer.Cost / offer.Volume, offer.Volume, rate);
    }
}
