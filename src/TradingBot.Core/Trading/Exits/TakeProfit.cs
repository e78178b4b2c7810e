namespace TradingBot.Core.Trading.Exits;

/// <summary>Closes when the price reaches the entry price plus a fraction of it.</summary>
/// <param name="gain">0.007 is 0.7 %.</param>
public sealed class TakeProfit(decimal gain) : IExitRule
{
    public bool Trails => false;

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.LowerCeiling((double)(entryPrice * (1 + gain)), "take-profit");
}
