namespace TradingBot.Core.Risk.Exits;

/// <summary>Closes when the price has gone the trade's way by a fraction of the entry price.</summary>
/// <param name="gain">0.007 is 0.7 %.</param>
public sealed class TakeProfit(decimal gain) : IExitRule
{
    public bool Trails => false;

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.LowerCeiling((double)ExitRules.Worse(entryPrice, -gain), "take-profit");
}
