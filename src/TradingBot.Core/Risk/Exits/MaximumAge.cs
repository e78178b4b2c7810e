namespace TradingBot.Core.Risk.Exits;

/// <summary>Closes when the trade has been open for a time.</summary>
/// <param name="seconds">By the clock, whether or not there were candles; above 0.</param>
public sealed class MaximumAge(long seconds) : IExitRule
{
    public bool Trails => false;

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.CloseBy(openSeconds + seconds);
}
