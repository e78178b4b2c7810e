using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

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

    /// <summary>
    /// The parameters that every strategy takes for its exits, with its own defaults; 0 turns a rule off.
    /// </summary>
    /// <param name="takeProfit">Percent.</param>
    /// <param name="stopLoss">Percent.</param>
    public static IReadOnlyList<StrategyParameter> Parameters(double takeProfit = 0, double stopLoss = 0) =>
    [
        StrategyParameter.Number("take-profit", takeProfit, 0, 1000, "closes at this gain, percent; 0 is off"),
        StrategyParameter.Number("stop-loss", stopLoss, 0, 100, "closes below this loss, percent; 0 is off"),
        StrategyParameter.Number("trailing-stop", 0, 0, 100, "closes this far below the highest, percent; 0 is off"),
        StrategyParameter.WholeNumber("max-age", 0, 0, 1_000_000, "closes after this many candles; 0 is off"),
        StrategyParameter.Choice(
            "exits", "close", ["close", "intrabar"], "exit rules look at closed candles, or at every price in them"),
    ];

    /// <summary>The rules that the parameters of <see cref="Parameters"/> ask for.</summary>
    public static ExitRules Of(StrategySettings settings, Timeframe timeframe)
    {
        var rules = new List<IExitRule>();
        if (settings.Fraction("take-profit") is > 0 and var gain)
            rules.Add(new TakeProfit(gain));
        if (settings.Fraction("stop-loss") is > 0 and var loss)
            rules.Add(new StopLoss(loss));
        if (settings.Fraction("trailing-stop") is > 0 and var distance)
            rules.Add(new TrailingStop(distance));
        if (settings.WholeNumber("max-age") is > 0 and var candles)
            rules.Add(new MaximumAge(candles * timeframe.Length));
        return new ExitRules(rules, settings.PriceSource(), settings.Choice("exits") == "intrabar");
    }

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
