using TradingBot.Core.Market;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Core.Strategies;

/// <summary>The parameters that every strategy has for its exit rules, and the rules they ask for.</summary>
public static class ExitParameters
{
    /// <summary>With the strategy's own defaults; 0 turns a rule off.</summary>
    /// <param name="takeProfit">Percent.</param>
    /// <param name="stopLoss">Percent.</param>
    public static IReadOnlyList<StrategyParameter> Declare(double takeProfit = 0, double stopLoss = 0) =>
    [
        Percent("take-profit", takeProfit, 1000, "closes at this gain, percent; 0 is off"),
        Percent("stop-loss", stopLoss, 100, "closes below this loss, percent; 0 is off"),
        Percent("trailing-stop", 0, 100, "closes this far below the highest price, percent; 0 is off"),
        StrategyParameter.WholeNumber("max-age", 0, 0, 1_000_000, "closes after the time of so many candles; 0 is off")
            with { IsSearched = false },
        StrategyParameter.Choice(
            "exits", "close", ["close", "intrabar"], "exit rules look at closed candles, or at every price in them"),
    ];

    /// <summary>The rules that the values ask for.</summary>
    public static ExitRules Read(StrategySettings settings, Timeframe timeframe)
    {
        var rules = new List<IExitRule>();
        if (settings.Fraction("take-profit") is > 0 and var gain)
            rules.Add(new TakeProfit(gain));
        if (settings.Fraction("stop-loss") is > 0 and var loss)
            rules.Add(new StopLoss(loss));
        if (settings.Fraction("trailing-stop") is > 0 and var distance)
            rules.Add(new TrailingStop(distance));
        if (settings.WholeNumber("max-age") is > 0 and var candles)
            rules.Add(new MaximumAge((long)candles * timeframe.Seconds));
        return new ExitRules(rules, settings.PriceSource(), settings.Choice("exits") == "intrabar");
    }

    // 0 switches a rule off, so there is no range around a default that a search could take by itself.
    private static StrategyParameter Percent(string name, double @default, double most, string help) =>
        StrategyParameter.Number(name, @default, 0, most, help) with { IsSearched = false };
}
