namespace TradingBot.Core.Risk.Exits;

/// <summary>Closes when the price has gone against the trade by more than a fraction of the entry price.</summary>
/// <param name="loss">0.025 is 2.5 %.</param>
public sealed class StopLoss(decimal loss) : IExitRule
{
    public bool Trails => false;

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.RaiseFloor((double)ExitRules.Worse(entryPrice, loss), "stop-loss");
}
