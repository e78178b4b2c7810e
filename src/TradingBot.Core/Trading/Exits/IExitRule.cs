namespace TradingBot.Core.Trading.Exits;

/// <summary>One reason to close a trade, written into its <see cref="ExitPlan"/>.</summary>
public interface IExitRule
{
    /// <summary>True when the plan changes as the price makes new highs, so that it must be written again.</summary>
    bool Trails { get; }

    /// <summary>Writes the rule's level for a trade.</summary>
    /// <param name="entryPrice">Average price paid, quote currency.</param>
    /// <param name="highest">Highest price seen since the entry.</param>
    /// <param name="openSeconds">Time of the entry, unix seconds.</param>
    /// <param name="plan">The plan to write into.</param>
    void Write(double entryPrice, double highest, long openSeconds, ref ExitPlan plan);
}
