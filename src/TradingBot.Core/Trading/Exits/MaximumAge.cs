namespace TradingBot.Core.Trading.Exits;

/// <summary>Closes when the trade has been open for a time.</summary>
/// <param name="age">Longer than nothing.</param>
public sealed class MaximumAge(TimeSpan age) : IExitRule
{
    public bool Trails => false;

    public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan) =>
        plan.CloseBy(openSeconds + (long)age.TotalSeconds);
}
