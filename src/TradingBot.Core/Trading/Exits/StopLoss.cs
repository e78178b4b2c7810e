namespace TradingBot.Core.Trading.Exits;

/// <summary>Closes when the price falls below the entry price minus a fraction of it.</summary>
/// <param name="loss">0.025 is 2.5 %.</param>
public sealed class StopLoss(decimal loss) : IExitRule
{
    public bool Trails => false;

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.RaiseFloor((double)(entryPrice * (1 - loss)), "stop-loss");
}
