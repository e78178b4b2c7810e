using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Core.Accounts;

/// <summary>
/// A trade that has been opened and not yet closed. The ledger uses the object again for a later trade once this one is
/// closed (a backtest would otherwise touch 20 MB of fresh memory for 100,000 trades), so do not keep it: what stays is
/// the <see cref="ClosedTrade"/>.
/// </summary>
public sealed class OpenTrade
{
    private ExitRules? _rules;
    private Fill _entry;
    private ExitPlan _plan;
    private double _followed; // the highest price that the plan knows of: most trades end before it is needed

    internal OpenTrade()
    {
    }

    /// <summary>The order that opened it; it also names the trade.</summary>
    public long OpenOrder { get; private set; }

    public ref readonly Fill Entry => ref _entry;

    /// <summary>
    /// Base units that close it: what was bought less the fee that was taken out of it, or what was sold short.
    /// </summary>
    public decimal ToClose => _entry.Fee.InKind is { } kind && !IsShort ? _entry.Volume - kind.Base : _entry.Volume;

    /// <summary>The words of the signal that opened it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Of the entry: a sale opens a short.</summary>
    public Side Side { get; private set; }

    public bool IsShort => Side == Side.Sell;

    /// <summary>Charged so far for what was sold short, quote currency.</summary>
    public decimal BorrowCost { get; internal set; }

    /// <summary>Unix seconds until which that is paid; without meaning for what was bought.</summary>
    public long PaidUntil { get; internal set; }

    /// <summary>
    /// What prices are multiplied with before its exit rules see them: -1 for a short, which so gains too when they
    /// rise.
    /// </summary>
    public double Sign { get; private set; } = 1;

    /// <summary>Where it will be closed.</summary>
    public ref readonly ExitPlan Plan
    {
        get
        {
            if (Highest > _followed)
                Follow();
            return ref _plan;
        }
    }

    /// <summary>Highest price its exit rules have seen since the entry; for a short, that of its mirror.</summary>
    public double Highest { get; private set; }

    /// <summary>True while an order to close it is on its way.</summary>
    public bool IsClosing { get; internal set; }

    /// <summary>
    /// Why it was to be closed, where that has not come about: the order was refused, filled in part, or would have
    /// been too small; null when none was.
    /// </summary>
    public string? RefusedExitReason { get; internal set; }

    /// <summary>True when it is less than the exchange lets one sell, by volume or by what it is worth.</summary>
    public bool IsDust { get; internal set; }

    /// <summary>True when no rule needs to look at it.</summary>
    internal bool NeedsNoExit => IsClosing || IsDust;

    private decimal EntryPrice => IsShort ? -_entry.Price : _entry.Price;

    internal void Begin(long openOrder, Side side, in Fill entry, string reason, ExitRules rules)
    {
        OpenOrder = openOrder;
        _entry = entry;
        Reason = reason;
        _rules = rules;
        (Side, Sign, BorrowCost, PaidUntil) = (side, side == Side.Sell ? -1 : 1, 0, entry.Seconds);
        Highest = _followed = (double)EntryPrice;
        (IsClosing, IsDust, RefusedExitReason) = (false, false, null);
        _plan = rules.PlanFor(EntryPrice, entry.Seconds);
    }

    /// <summary>That part's share of what borrowing has cost; taken out before the part is.</summary>
    internal decimal SplitBorrowCost(decimal volume)
    {
        var part = Instrument.Money(BorrowCost * volume / ToClose);
        BorrowCost -= part;
        return part;
    }

    /// <summary>Takes a part out of it that was closed alone, and returns that part's share of the entry.</summary>
    /// <param name="volume">Base units that were sold, or of a short bought back.</param>
    internal Fill Split(decimal volume)
    {
        var whole = ToClose;
        var fee = _entry.Fee.Share(volume, whole);
        var part = _entry with
        {
            // Less its fee, the part is what was sold, to the last digit.
            Volume = IsShort ? volume : volume + fee.Base,
            Cost = Instrument.Money(_entry.Cost * volume / whole),
            Fee = fee,
        };
        _entry = _entry with
        {
            Volume = _entry.Volume - part.Volume,
            Cost = _entry.Cost - part.Cost,
            Fee = _entry.Fee - part.Fee,
        };
        return part;
    }

    /// <summary>A new high of the trade's own prices: trailing rules follow it.</summary>
    internal void Observe(double price)
    {
        if (price <= Highest)
            return;
        Highest = price;
        Follow();
    }

    /// <summary>As <see cref="Observe"/>, but the rules follow only once somebody asks where they stand.</summary>
    internal void Pass(double price) => Highest = Math.Max(Highest, price);

    /// <summary>
    /// The floor there would be after a high, for the question whether a candle's order of prices matters.
    /// </summary>
    internal double FloorAfter(double high)
    {
        var plan = Plan;
        if (high > Highest)
            _rules!.Follow(EntryPrice, _entry.Seconds, high, ref plan);
        return plan.Floor;
    }

    private void Follow()
    {
        _followed = Highest;
        _rules!.Follow(EntryPrice, _entry.Seconds, Highest, ref _plan);
    }
}
