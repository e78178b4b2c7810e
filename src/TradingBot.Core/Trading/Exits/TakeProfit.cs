namespace TradingBot.Core.Trading.Exits;

/// <summary>Closes when the price reaches the entry price plus a fraction of it.</summary>
/// <param name="gain">0.007 is 0.7 %.</param>
public sealed class TakeProfit(double gain) : IExitRule
{
    public bool Trails => false;

    public void Write(double entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.LowerCeiling(entryPrice * (1 + gain), "take-profit");
}
