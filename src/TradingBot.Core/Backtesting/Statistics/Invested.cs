using TradingBot.Core.Accounts;

namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>How much of the money was in the market.</summary>
internal static class Invested
{
    /// <summary>The most that open trades have cost at one time, bought or sold short, without fees.</summary>
    /// <returns>Quote currency; 0 without trades.</returns>
    public static decimal Most(Ledger ledger)
    {
        var count = ledger.Closed.Count + ledger.Open.Count;
        var (entered, costs) = (new long[count], new decimal[count]);
        for (var i = 0; i < count; i++)
        {
            var entry = i < ledger.Closed.Count ? ledger.Closed[i].Entry : ledger.Open[i - ledger.Closed.Count].Entry;
            (entered[i], costs[i]) = (entry.Seconds, entry.Cost);
        }

        Array.Sort(entered, costs);
        var (now, most, left) = (0m, 0m, 0); // trades are closed in the order they stand in
        for (var i = 0; i < count; i++)
        {
            // At one moment what is closed makes room for what is opened.
            for (; left < ledger.Closed.Count && ledger.Closed[left].Exit.Seconds <= entered[i]; left++)
                now -= ledger.Closed[left].Entry.Cost;
            now += costs[i];
            most = Math.Max(most, now);
        }

        return most;
    }
}
