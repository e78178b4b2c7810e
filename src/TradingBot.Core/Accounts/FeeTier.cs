namespace TradingBot.Core.Accounts;

/// <summary>One row of a fee schedule.</summary>
/// <param name="FromVolume">Smallest 30-day volume of the tier, in the schedule's currency.</param>
/// <param name="Maker">Fraction of the cost charged to a resting order.</param>
/// <param name="Taker">Fraction of the cost charged to an order that trades at once.</param>
public readonly record struct FeeTier(decimal FromVolume, decimal Maker, decimal Taker)
{
    /// <summary>What is charged, a fraction of the cost.</summary>
    public decimal Rate(bool isMaker) => isMaker ? Maker : Taker;
}
