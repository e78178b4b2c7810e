using TradingBot.Core.Market;

namespace TradingBot.Core.Risk.Exits;

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
        FloorShare = Trails ? _trailing.Max(rule => rule.FloorShare) : 0;
    }

    public PriceSource Price { get; }

    public bool Intrabar { get; }

    /// <summary>True where none is there.</summary>
    internal bool AreNone => _rules.Length == 0;

    /// <summary>True where one moves with the highest price.</summary>
    internal bool Trails => _trailing.Length > 0;

    /// <summary>No floor that trails is above this share of the highest price, of what was bought.</summary>
    internal double FloorShare { get; }

    /// <summary>A price that is worse for the trade by a fraction of it; better by a negative one.</summary>
    /// <param name="price">Quote currency; negative for a short.</param>
    /// <param name="fraction">0.025 is 2.5 %.</param>
    public static decimal Worse(decimal price, decimal fraction) =>
        price * (price < 0 ? 1 + fraction : 1 - fraction);

    /// <summary>The plan of a trade at its entry.</summary>
    /// <param name="entryPrice">Quote currency; negative for a short.</param>
    /// <param name="openSeconds">Time of the entry, unix seconds.</param>
    public ExitPlan PlanFor(decimal entryPrice, long openSeconds)
    {
        var plan = new ExitPlan();
        foreach (var rule in _rules)
            rule.Write(entryPrice, (double)entryPrice, openSeconds, ref plan);
        return plan;
    }

    /// <summary>Brings a plan up to date after a new high: floors only rise, so trailing rules are enough.</summary>
    public void Follow(decimal entryPrice, long openSeconds, double highest, ref ExitPlan plan)
    {
        foreach (var rule in _trailing)
            rule.Write(entryPrice, highest, openSeconds, ref plan);
    }
}
