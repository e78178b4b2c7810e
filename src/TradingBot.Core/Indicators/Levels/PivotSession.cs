namespace TradingBot.Core.Indicators;

/// <summary>What <see cref="PivotPoints"/> stand for; all of them in UTC.</summary>
public enum PivotSession
{
    Day,

    /// <summary>From Monday on.</summary>
    Week,

    Month,
}
