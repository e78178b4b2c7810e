using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;

namespace TradingBot.Core.Engine;

/// <summary>
/// The engine's way out: intents become orders by passing the risk gate, and stay on the books until they are answered.
/// </summary>
internal sealed class Outbox(EngineSetup setup, Ledger ledger)
{
    private readonly OrderSizer _sizer = new(setup.Sizing, setup.Instrument, setup.Cost);
    private readonly OrderSizer? _shortSizer = setup.ShortTerms is { } terms
        ? new OrderSizer(setup.Sizing, setup.Instrument, setup.Cost.OnMargin(terms))
        : null;

    private readonly RiskGate _gate = new(
        setup.Instrument,
        setup.Limits,
        setup.Cost,
        setup.ShortTerms is { } terms ? setup.Cost.OnMargin(terms) : null);

    private readonly PendingOrders _pending = new();
    private readonly long[] _refusals = new long[Enum.GetValues<Refusal>().Length];
    private int _sent; // with this event: the last ones of those that are pending

    /// <summary>True while no trade may be opened.</summary>
    public bool IsHalted { get; set; }

    /// <summary>True while exits go to the market, whatever the style.</summary>
    public bool ExitsAtMarket { get; set; }

    /// <summary>The highest order number used so far.</summary>
    public long LastOrder => _gate.LastNumber;

    /// <summary>Orders sent and not yet answered.</summary>
    public IReadOnlyList<OrderRequest> Pending => _pending.Orders.ToArray();

    /// <summary>How many they are.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>Money held back for orders on their way that open a trade, quote currency.</summary>
    public decimal Reserved => _pending.Reserved;

    private int Leverage => setup.ShortTerms?.Leverage ?? 0;

    /// <summary>The orders to send, in their order; valid until the next event.</summary>
    public ReadOnlySpan<OrderRequest> Orders => _pending.Orders[^_sent..];

    /// <summary>Cash that no order on its way and no short has a claim on, quote currency.</summary>
    public decimal FreeCash => FreeFor(Side.Buy, price: 0);

    /// <summary>A new event: what the one before decided has been taken.</summary>
    public void Begin() => _sent = 0;

    public void ContinueAfter(long order) => _gate.ContinueAfter(order);

    /// <summary>An order of an earlier session whose answer is still to come.</summary>
    public OrderRequest Readmit(long number, in OrderIntent intent, decimal reserved)
    {
        var request = RiskGate.Readmit(number, in intent, reserved);
        _pending.Add(in request);
        return request;
    }

    /// <summary>Takes out the order that was answered.</summary>
    /// <exception cref="InvariantViolatedException">No such order is waiting for an answer.</exception>
    public OrderRequest Take(long number) => _pending.Take(number);

    /// <summary>True while an order is on its way that opens a trade on that side.</summary>
    public bool IsOpening(Side side) => _pending.HasOpening(side);

    /// <summary>Opens a trade, if the gate lets it, of the wanted size or of what the cash allows.</summary>
    /// <param name="side">Buy; or sell short, where there are terms for it.</param>
    /// <param name="price">The market's, quote currency.</param>
    /// <param name="reason">The words of the signal.</param>
    public void SendEntry(Side side, decimal price, string reason)
    {
        if (setup.Placing.Rests)
            price = setup.Instrument.RoundInFavour(side, price);
        var sizer = side == Side.Buy ? _sizer : _shortSizer!;
        var volume = sizer.Wanted(price, ledger.Equity(price));
        var refusal = Send(Entry(side, volume, price, reason));
        if (refusal == Refusal.InsufficientFunds)
        {
            // For less, then; if even the smallest order cannot be paid for, it is the money that is lacking.
            var wanted = volume;
            volume = sizer.Affordable(price, FreeFor(side, price));
            var smaller = Send(Entry(side, volume, price, reason));
            refusal = smaller == Refusal.BelowMinimum ? Refusal.InsufficientFunds : smaller;
            if (setup.Share is { } share && side == Side.Buy)
            {
                var alone = Math.Min(wanted, sizer.Affordable(price, OwnFreeFor(side, price)));
                Count(share, alone, volume, price, refusal);
            }
        }

        _refusals[(int)refusal]++;
    }

    /// <summary>Tries an entry that rested in vain at one more price, if it may.</summary>
    public void SendAgain(in OrderIntent entry, decimal price)
    {
        if (entry.Repricings == 0)
            return;
        var limit = setup.Instrument.RoundInFavour(entry.Side, price);
        _refusals[(int)Send(entry with { Price = limit, Repricings = entry.Repricings - 1 })]++;
    }

    /// <summary>
    /// Closes a trade, or what is left of it, as far as it is held: a fee taken in base beside the trades may have left
    /// less. Of one that is larger than an order may be, it closes a part, and an order for the rest follows the fill.
    /// One that is too small stays as dust, with its reason to leave, for the time when its price has risen.
    /// </summary>
    /// <param name="trade">Open, and no order to close it is on its way.</param>
    /// <param name="price">The market's, quote currency.</param>
    /// <param name="reason">The signal's or the exit rule's words.</param>
    /// <param name="prices">At how many limits it may be tried before it goes to the market.</param>
    public void SendExit(OpenTrade trade, decimal price, string reason, int prices)
    {
        var exit = Exit(trade, price, reason, prices);
        if (exit.Volume == 0 && exit.Style != OrderStyle.Market)
            exit = Exit(trade, price, reason, prices: 0); // the market may take what no limit order may be
        if (exit.Volume == 0)
        {
            trade.RefusedExitReason = reason;
            ledger.MarkDust(trade);
            return;
        }

        var refusal = Send(in exit);
        Invariant.Holds(refusal == Refusal.None);
        trade.IsClosing = true;
    }

    /// <returns>Its volume is 0 where such an order would be too small.</returns>
    private OrderIntent Exit(OpenTrade trade, decimal price, string reason, int prices)
    {
        var side = trade.IsShort ? Side.Buy : Side.Sell;
        var rests = setup.Placing.Rests && prices > 0 && !ExitsAtMarket;
        var style = rests ? setup.Placing.Style : OrderStyle.Market;
        if (rests)
            price = setup.Instrument.RoundInFavour(side, price);
        return new OrderIntent(
            OrderPurpose.Close,
            side,
            LargestPart(Math.Min(trade.ToClose, HeldFor(side)), price, _gate.BoundsOf(style)),
            price,
            trade.OpenOrder,
            reason,
            style,
            rests ? prices - 1 : 0,
            trade.IsShort ? Leverage : 0);
    }

    private decimal LargestPart(decimal volume, decimal price, OrderBounds bounds)
    {
        var whole = setup.Instrument.RoundVolumeDown(volume);
        return bounds.Review(whole, price) == Refusal.None
            ? whole : setup.Instrument.LargestPart(volume, price, in bounds.Exact);
    }

    private OrderIntent Entry(Side side, decimal volume, decimal price, string reason) => new(
        OrderPurpose.Open,
        side,
        volume,
        price,
        Trade: 0,
        reason,
        setup.Placing.Style,
        setup.Placing.Rests ? 1 : 0,
        side == Side.Buy ? 0 : Leverage);

    /// <summary>
    /// What no order on its way has a claim on: cash for a purchase, and for a short equity, of which the open ones use
    /// some as their margin.
    /// </summary>
    private decimal FreeFor(Side side, decimal price)
    {
        var own = OwnFreeFor(side, price);
        return setup.Share is { } share && side == Side.Buy ? share.AtMost(own) : own;
    }

    private decimal OwnFreeFor(Side side, decimal price)
    {
        var free = setup.ShortTerms is null ? ledger.Cash
            : side == Side.Buy ? ledger.Cash - ledger.Tied
            : ledger.Equity(price) - ledger.Margin;
        return _pending.Count == 0 ? free : free - _pending.Reserved;
    }

    /// <summary>Counts a purchase that the bot's own money would have paid for, alone in the account.</summary>
    private void Count(CashShare share, decimal alone, decimal volume, decimal price, Refusal refusal)
    {
        if (alone <= volume || _gate.BoundsOf(setup.Placing.Style).Review(alone, price) == Refusal.BelowMinimum)
            return;
        if (refusal == Refusal.None)
            share.Reductions++;
        else if (refusal == Refusal.InsufficientFunds)
            share.Refusals++;
    }

    /// <summary>What an order on that side may close, base units.</summary>
    private decimal HeldFor(Side side) => setup.ShortTerms is null ? ledger.Held
        : side == Side.Sell ? ledger.Held + ledger.Owed
        : ledger.Owed;

    private Refusal Send(in OrderIntent intent)
    {
        var trades = ledger.OpenTrades.Length - ledger.Dust + _pending.Openings;
        var free = intent.Purpose == OrderPurpose.Open ? FreeFor(intent.Side, intent.Price) : 0;
        var view = new RiskView(free, HeldFor(intent.Side), trades, IsHalted);
        var refusal = _gate.Review(in intent, in view, out var request);
        if (refusal != Refusal.None)
            return refusal;
        _pending.Add(in request);
        _sent++;
        return Refusal.None;
    }

    /// <summary>How often the risk gate refused for this reason.</summary>
    public long Refused(Refusal reason) => _refusals[(int)reason];
}
