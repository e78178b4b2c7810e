namespace TradingBot.Core.Risk.Exits;

/// <summary>
/// Where one open trade will be closed: when the price falls below a floor, reaches a ceiling, or a time has come. The
/// exit rules write it; checking it costs three comparisons, however many rules there are. The prices of a short are
/// negative here, as for its rules.
/// </summary>
public struct ExitPlan
{
    public ExitPlan()
    {
    }

    /// <summary>Quote currency; minus infinity when no rule sets one.</summary>
    public double Floor { get; private set; } = double.NegativeInfinity;

    public string FloorReason { get; private set; } = "";

    /// <summary>Quote currency; plus infinity when no rule sets one.</summary>
    public double Ceiling { get; private set; } = double.PositiveInfinity;

    public string CeilingReason { get; private set; } = "";

    /// <summary>Unix seconds; the largest number when no rule sets one.</summary>
    public long Deadline { get; private set; } = long.MaxValue;

    /// <summary>Sets the floor if it is above the one there is: of several stops the nearest counts.</summary>
    public void RaiseFloor(double price, string reason)
    {
        if (price > Floor)
            (Floor, FloorReason) = (price, reason);
    }

    /// <summary>Sets the ceiling if it is below the one there is.</summary>
    public void LowerCeiling(double price, string reason)
    {
        if (price < Ceiling)
            (Ceiling, CeilingReason) = (price, reason);
    }

    /// <summary>Sets the deadline if it is before the one there is.</summary>
    public void CloseBy(long unixSeconds) => Deadline = Math.Min(Deadline, unixSeconds);
}
