using TradingBot.Core.Market;

namespace TradingBot.Core.Trading.Exits;

/// <summary>The exit rules of a run, and when and at which price of a candle they are asked.</summary>
public sealed class ExitRules
{
    private readonly IExitRule[] _rules;
    private readonly IExitRule[] _trailing;

    /// <param name="rules">Any number; whichever is met first closes the trade.</param>
    /// <param name="price">The price of a closed candle they look at.</param>
    /// <param name="intrabar">True: they watch every price within the candle; false: only closed candles.</param>
    public ExitRules(IEnumerable<IExitRule> rules, PriceSource price, bool intrabar)
    {
        _rules = [.. rules];
        Price = price;
        Intrabar = intrabar;
        _trailing = [.. _rules.Where(rule => rule.Trails)];
    }

    public PriceSource Price { get; }

    public bool Intrabar { get; }

    /// <summary>The plan of a trade at its entry.</summary>
    public ExitPlan PlanFor(in Fill entry)
    {
        var plan = new ExitPlan();
        foreach (var rule in _rules)
            rule.Write(entry.Price, (double)entry.Price, entry.Seconds, ref plan);
        return plan;
    }

    /// <summary>Brings a plan up to date after a new high: floors only rise, so trailing rules are enough.</summary>
    public void Follow(in Fill entry, double highest, ref ExitPlan plan)
    {
        foreach (var rule in _trailing)
            rule.Write(entry.Price, highest, entry.Seconds, ref plan);
    }
}
