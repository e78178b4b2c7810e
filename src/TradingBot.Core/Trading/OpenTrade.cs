using TradingBot.Core.Trading.Exits;

namespace TradingBot.Core.Trading;

/// <summary>A trade that has been opened and not yet closed.</summary>
public sealed class OpenTrade
{
    private readonly ExitRules _rules;
    private readonly double _entryPrice;
    private ExitPlan _plan;

    internal OpenTrade(long openOrder, in Fill entry, string reason, ExitRules rules)
    {
        OpenOrder = openOrder;
        Entry = entry;
        Reason = reason;
        _rules = rules;
        _entryPrice = (double)entry.Price;
        Highest = _entryPrice;
        _plan = rules.PlanFor(_entryPrice, Highest, entry.Seconds);
    }

    /// <summary>The order that opened it; it also names the trade.</summary>
    public long OpenOrder { get; }

    public Fill Entry { get; }

    /// <summary>The words of the signal that opened it.</summary>
    public string Reason { get; }

    /// <summary>Where it will be closed.</summary>
    public ref readonly ExitPlan Plan => ref _plan;

    /// <summary>Highest price its exit rules have seen since the entry.</summary>
    public double Highest { get; private set; }

    /// <summary>True while an order to close it is on its way.</summary>
    public bool IsClosing { get; internal set; }

    /// <summary>Shows the trade a price: trailing rules follow a new high.</summary>
    internal void Observe(double price)
    {
        if (price <= Highest)
            return;
        Highest = price;
        if (_rules.Trail)
            _plan = _rules.PlanFor(_entryPrice, Highest, Entry.Seconds);
    }

    /// <summary>The floor there would be after a high, for the question whether a candle's order of prices matters.</summary>
    internal double FloorAfter(double high) =>
        _rules.Trail ? _rules.PlanFor(_entryPrice, Math.Max(Highest, high), Entry.Seconds).Floor : _plan.Floor;
}
