namespace TradingBot.Core.Risk.Exits;

/// <summary>Closes when the price has gone back by more than a fraction from the best one since the entry.</summary>
/// <param name="distance">0.02 is 2 %.</param>
public sealed class TrailingStop(decimal distance) : IExitRule
{
    public bool Trails => true;

    // A little more than the exact level is, however doubles round it.
    double IExitRule.FloorShare { get; } = (double)(1 - distance) * (1 + 1e-12);

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.RaiseFloor((double)ExitRules.Worse((decimal)highest, distance), "trailing stop");
}
