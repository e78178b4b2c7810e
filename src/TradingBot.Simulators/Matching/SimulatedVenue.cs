using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>
/// An exchange with one account: pairs that trade by themselves, and orders matched against them. Synchronous and
/// without a clock: everything happens inside <see cref="AdvanceTo"/> or a call that places, amends or cancels.
/// </summary>
/// <remarks>
/// The account's fills do not move the tape: the candles are those of the source whatever the account trades, and what
/// it takes from the book is back at the next trade.
/// </remarks>
public sealed class SimulatedVenue
{
    private readonly Dictionary<string, VenueMarket> _markets;
    private readonly VenueIds _ids;
    private readonly OrderStore _orders = new();
    private readonly Execution _execution;
    private readonly OrderEntry _desk;

    /// <param name="markets">At least one pair.</param>
    /// <param name="fees">Rates by 30-day volume.</param>
    /// <param name="seed">Of the ids.</param>
    public SimulatedVenue(IEnumerable<VenueMarket> markets, FeeSchedule fees, ulong seed)
    {
        _markets = markets.ToDictionary(market => market.Instrument.Symbol, StringComparer.Ordinal);
        _ids = new VenueIds(seed);
        _execution = new Execution(Account, _orders, _ids);
        _desk = new OrderEntry(_markets, Account, _orders, _execution, fees, _ids);
    }

    public VenueAccount Account { get; } = new();

    /// <summary>Exchange time, UTC.</summary>
    public DateTime Now => _execution.Now;

    /// <summary>Off: the tape's trades do not take place and nothing is matched.</summary>
    public bool IsTrading { get; set; } = true;

    /// <summary>How many orders the account may have open in a pair.</summary>
    public int MaxOpenOrders
    {
        get => _desk.MaxOpenOrders;
        set => _desk.MaxOpenOrders = value;
    }

    /// <summary>
    /// The dead man's switch: when all orders are cancelled; null: it is off. Waits while nothing trades.
    /// </summary>
    public DateTime? CancelAllAt { get; set; }

    /// <summary>Told everything that happens to an order, in order.</summary>
    public Action<OrderChange>? OrderChanged
    {
        get => _execution.Changed;
        set => _execution.Changed = value;
    }

    /// <summary>Told every trade of the tape, after what it did to orders.</summary>
    public Action<VenueMarket, TapeTrade>? Traded { get; set; }

    /// <summary>Every order ever taken, oldest first.</summary>
    public IReadOnlyList<VenueOrder> Orders => _orders.All;

    public IEnumerable<VenueOrder> OpenOrders => _orders.AllOpen;

    /// <summary>Every fill of the account, oldest first.</summary>
    public IReadOnlyList<OwnTrade> Trades => _execution.Trades;

    /// <summary>The account's rates now.</summary>
    public FeeTier FeeTier => _desk.FeeTier;

    /// <summary>Cost of the account's fills of the last 30 days.</summary>
    public decimal Volume30Days => _execution.Volume30Days;

    /// <summary>When the next thing happens by itself; null: never.</summary>
    public DateTime? NextDue
    {
        get
        {
            var due = NextTimer();
            foreach (var market in _markets.Values)
            {
                if (market.Tape.TryPeek(out var trade) && !(trade.Time >= due))
                    due = trade.Time;
            }

            return due;
        }
    }

    /// <summary>A new id for something the venue keeps no record of.</summary>
    public string NewId(char prefix) => _ids.Next(prefix);

    public VenueMarket? FindMarket(string symbol) => _markets.GetValueOrDefault(symbol);

    public VenueOrder? FindOrder(string id) => _orders.Find(id);

    /// <summary>
    /// The book everybody sees: strangers' levels and the account's resting orders, from the best price on.
    /// </summary>
    public IEnumerable<LadderLevel> Book(VenueMarket market, Side side) =>
        BookView.Merge(market.Ladder.Levels(side), _orders.Open(market.Instrument.Symbol), side);

    /// <summary>The single orders of that book, from the best price on and then by age.</summary>
    public IEnumerable<BookOrder> BookOrders(VenueMarket market, Side side) =>
        BookView.Merge(market.Ladder.Orders(side), _orders.Open(market.Instrument.Symbol), side);

    /// <summary>
    /// The first rule that a ticket breaks by itself, before anybody looks at the account or the book.
    /// </summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderRefusal? Validate(OrderTicket ticket) => _desk.Validate(ticket);

    /// <summary>The first rule a ticket breaks; null: it would be accepted.</summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderRefusal? Check(OrderTicket ticket) => _desk.Check(ticket);

    /// <summary>Takes an order; a market order has ended when this returns.</summary>
    /// <exception cref="ArgumentException">The pair is not traded here.</exception>
    public OrderAnswer Place(OrderTicket ticket) => _desk.Place(ticket);

    /// <summary>Changes an open order in place.</summary>
    public OrderAnswer Amend(string id, OrderAmendment amendment) => _desk.Amend(id, amendment);

    /// <summary>Ends an open order.</summary>
    public OrderAnswer Cancel(string id, string reason = OrderEntry.UserRequested) => _desk.Cancel(id, reason);

    /// <summary>Ends every open order.</summary>
    /// <returns>How many.</returns>
    public int CancelAll(string reason = OrderEntry.UserRequested)
    {
        var open = _orders.AllOpen.ToList();
        foreach (var order in open)
            Cancel(order.Id, reason);
        return open.Count;
    }

    /// <summary>Lets everything happen that is due until a time, in order of time.</summary>
    public void AdvanceTo(DateTime now)
    {
        while (true)
        {
            VenueMarket? next = null;
            var first = default(TapeTrade);
            foreach (var market in _markets.Values)
            {
                var isDue = market.Tape.TryPeek(out var trade) && trade.Time <= now;
                if (isDue && (next is null || trade.Time < first.Time))
                    (next, first) = (market, trade);
            }

            RunTimers(next is null ? now : first.Time);
            if (next is null)
                break;
            _execution.Now = first.Time;
            next.Tape.Take();
            Print(next, in first);
        }

        if (now > Now)
            _execution.Now = now;
    }

    private void Print(VenueMarket market, in TapeTrade trade)
    {
        if (!IsTrading)
            return;
        market.Print(in trade);
        _desk.OnTrade(market, in trade);
        Traded?.Invoke(market, trade);
    }

    private void RunTimers(DateTime until)
    {
        while (NextTimer() is { } due && due <= until)
        {
            if (due > Now)
                _execution.Now = due;
            if (IsTrading && CancelAllAt <= Now)
            {
                CancelAllAt = null;
                CancelAll("Cancel all orders after");
            }

            foreach (var order in _orders.AllOpen.Where(order => order.Ticket.Expires <= Now).ToList())
                _execution.End(order, OrderStatus.Expired, reason: null);
            var pending = _orders.AllOpen.Where(order => order.Status == OrderStatus.Pending);
            foreach (var order in pending.Where(order => order.Ticket.Starts <= Now).ToList())
                _desk.Start(order);
        }
    }

    private DateTime? NextTimer()
    {
        var due = IsTrading ? CancelAllAt : null;
        foreach (var order in _orders.AllOpen)
        {
            var start = order.Status == OrderStatus.Pending ? order.Ticket.Starts : null;
            var timer = start ?? order.Ticket.Expires;
            if (timer is not null && !(timer >= due))
                due = timer;
        }

        return due;
    }
}
