using TradingBot.Core.Trading.Exits;

namespace TradingBot.Core.Trading;

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

    internal OpenTrade()
    {
    }

    /// <summary>The order that opened it; it also names the trade.</summary>
    public long OpenOrder { get; private set; }

    public ref readonly Fill Entry => ref _entry;

    /// <summary>The words of the signal that opened it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Where it will be closed.</summary>
    public ref readonly ExitPlan Plan => ref _plan;

    /// <summary>Highest price its exit rules have seen since the entry.</summary>
    public double Highest { get; private set; }

    /// <summary>True while an order to close it is on its way.</summary>
    public bool IsClosing { get; internal set; }

    /// <summary>Why it was to be closed by an order that was refused; null when none was.</summary>
    public string? StillToLeave { get; internal set; }

    /// <summary>True when what is left is less than the exchange lets one sell.</summary>
    public bool IsDust { get; internal set; }

    /// <summary>True when no rule needs to look at it.</summary>
    internal bool IsLeftAlone => IsClosing || IsDust;

    internal void Begin(long openOrder, in Fill entry, string reason, ExitRules rules)
    {
        OpenOrder = openOrder;
        _entry = entry;
        Reason = reason;
        _rules = rules;
        Highest = (double)entry.Price;
        (IsClosing, IsDust, StillToLeave) = (false, false, null);
        _plan = rules.PlanFor(in entry);
    }

    /// <summary>Takes a part out of it that was sold alone, and returns that part's share of the entry.</summary>
    internal Fill Split(decimal volume)
    {
        var part = _entry with
        {
            Volume = volume,
            Cost = Market.Instrument.Money(_entry.Cost * volume / _entry.Volume),
            Fee = Market.Instrument.Money(_entry.Fee * volume / _entry.Volume),
        };
        _entry = _entry with
        {
            Volume = _entry.Volume - volume,
            Cost = _entry.Cost - part.Cost,
            Fee = _entry.Fee - part.Fee,
        };
        return part;
    }

    /// <summary>Shows the trade a price: trailing rules follow a new high.</summary>
    internal void Observe(double price)
    {
        if (price <= Highest)
            return;
        Highest = price;
        _rules!.Follow(in _entry, price, ref _plan);
    }

    /// <summary>
    /// The floor there would be after a high, for the question whether a candle's order of prices matters.
    /// </summary>
    internal double FloorAfter(double high)
    {
        var plan = _plan;
        if (high > Highest)
            _rules!.Follow(in _entry, high, ref plan);
        return plan.Floor;
    }
}
