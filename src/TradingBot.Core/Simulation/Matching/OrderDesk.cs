using TradingBot.Core.Market;

namespace TradingBot.Core.Simulation.Matching;

/// <summary>Takes, changes and ends orders: checks the rules, holds the funds, hands over to the matcher.</summary>
internal sealed class OrderDesk(
    IReadOnlyDictionary<string, VenueMarket> markets,
    VenueAccount account,
    OrderStore orders,
    Execution execution,
    FeeSchedule fees,
    VenueIds ids)
{
    private readonly Matcher _matcher = new(execution, orders);
    private long _rank;

    /// <summary>How many orders the account may have open in a pair.</summary>
    public int MostOpenOrders { get; set; } = 225;

    /// <summary>The account's rates now.</summary>
    public FeeTier FeeTier => fees.At(execution.Volume30Days);

    private DateTime Now => execution.Now;

    /// <summary>The first rule a ticket breaks; null: it would be accepted.</summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderRefusal? Check(OrderTicket ticket)
    {
        var market = MarketOf(ticket);
        var open = orders.Open(ticket.Symbol);
        if (OrderChecks.Find(ticket, market, Now) is { } broken)
            return broken;
        if (ticket.ClientId is { } id && orders.AllOpen.Any(order => order.Ticket.ClientId == id))
            return OrderRefusal.ClientIdInUse;
        if (open.Count >= MostOpenOrders)
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
        var waits = ticket.Starts > Now;
        var order = new VenueOrder
        {
            Id = ids.Next('O'),
            Ticket = ticket,
            Opened = Now,
            Changed = Now,
            Volume = BaseVolume(market, ticket),
            LimitPrice = ticket.LimitPrice,
            TriggerPrice = ticket.TriggerPrice,
            Rates = FeeTier,
            Rank = ++_rank,
            Status = waits ? OrderStatus.Pending : OrderStatus.Open,
            PaidWith = Execution.PaidWith(market.Rules, ticket),
        };
        order = execution.Hold(order, ticket.Kind == OrderKind.Market ? 0 : Needed(market, ticket, order.Volume));
        orders.Put(order);
        execution.Tell(OrderChangeKind.Received, order);
        if (waits)
            return OrderAnswer.Accepted(order);
        execution.Tell(OrderChangeKind.Accepted, order);
        return OrderAnswer.Accepted(Followed(_matcher.Activate(market, order)));
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
            return OrderAnswer.Accepted(Followed(execution.End(order, OrderStatus.Canceled, "User requested")));

        var volume = amendment.Volume ?? order.Volume;
        var limit = amendment.LimitPrice ?? order.LimitPrice;
        var trigger = amendment.TriggerPrice ?? order.TriggerPrice;
        var keepsPlace = limit == order.LimitPrice && volume <= order.Volume;
        var hold = Execution.HoldFor(
            market.Rules, order.Ticket, (limit ?? trigger)!.Value, volume - order.Filled, order.Rates.Taker);
        if (hold - order.Held > account.Available(order.PaidWith))
            return OrderAnswer.Refused(OrderRefusal.InsufficientFunds);
        order = execution.Hold(order, hold) with
        {
            Volume = volume,
            LimitPrice = limit,
            TriggerPrice = trigger,
            Changed = Now,
            Amendments = order.Amendments + 1,
            Rank = keepsPlace ? order.Rank : ++_rank,
        };
        orders.Put(order);
        execution.Tell(OrderChangeKind.Amended, order);
        return OrderAnswer.Accepted(
            order.Status == OrderStatus.Open ? Followed(_matcher.Activate(market, order)) : order);
    }

    /// <summary>Ends an open order.</summary>
    public OrderAnswer Cancel(string id, string reason = "User requested") =>
        FindOpen(id, out var order) is { } gone
            ? OrderAnswer.Refused(gone)
            : OrderAnswer.Accepted(Followed(execution.End(order, OrderStatus.Canceled, reason)));

    /// <summary>Makes an order active whose start time has come.</summary>
    public void Start(VenueOrder order)
    {
        order = order.Started();
        orders.Put(order);
        execution.Tell(OrderChangeKind.Accepted, order);
        Followed(_matcher.Activate(MarketOf(order.Ticket), order));
    }

    /// <summary>Lets a printed trade do to open orders what it does.</summary>
    public void OnTrade(VenueMarket market, in TapeTrade trade)
    {
        var open = orders.Open(market.Instrument.Symbol).ToList();
        _matcher.OnTrade(market, in trade);
        foreach (var order in open)
            Followed(orders.Find(order.Id)!);
    }

    /// <summary>Places the closing order of one that has just ended with a fill.</summary>
    public VenueOrder Followed(VenueOrder order)
    {
        if (!order.IsOver || order.Filled == 0 || order.Ticket.Close is not { } close || order.Ended != Now)
            return order;
        Place(new OrderTicket
        {
            Symbol = order.Ticket.Symbol,
            Side = order.Side == Side.Buy ? Side.Sell : Side.Buy,
            Kind = close.Kind,
            Volume = order.Filled,
            LimitPrice = close.LimitPrice,
            TriggerPrice = close.TriggerPrice,
            UserReference = order.Ticket.UserReference,
        });
        return order;
    }

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
