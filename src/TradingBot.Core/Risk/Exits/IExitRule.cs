namespace TradingBot.Core.Risk.Exits;

/// <summary>
/// One reason to close a trade, written into its <see cref="ExitPlan"/>. Levels are computed as decimals: 10 % above
/// 100 is 110, where doubles would say 110.00000000000001 and miss a close at 110.
/// </summary>
/// <remarks>
/// A short is looked at in a mirror: its prices are negative, so that it too gains when they rise. 10 % below -100 is
/// -110 there; <see cref="ExitRules.Worse"/> knows.
/// </remarks>
public interface IExitRule
{
    /// <summary>True when the plan changes as the price makes new highs, so that it must be written again.</summary>
    bool Trails { get; }

    /// <summary>
    /// A trailing rule's floor is never above this share of the highest price, of what was bought: a price above that
    /// need not be compared exactly.
    /// </summary>
    internal double FloorShare => double.PositiveInfinity;

    /// <summary>Writes the rule's level for a trade.</summary>
    /// <param name="entryPrice">Average price paid, quote currency; negative for a short.</param>
    /// <param name="highest">Highest price seen since the entry; negative for a short.</param>
    /// <param name="openSeconds">Time of the entry, unix seconds.</param>
    /// <param name="plan">The plan to write into.</param>
    void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan);
}
