using TradingBot.Core.Accounts;

namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>How much of the money was in the market.</summary>
internal static class Invested
{
    /// <summary>The most that open trades have cost at one time, bought or sold short, without fees.</summary>
    /// <returns>Quote currency; 0 without trades.</returns>
    public static decimal Most(Ledger ledger) => Most(ledger.Closed, ledger.Open);

    /// <summary>The same of trades that may be of several ledgers.</summary>
    /// <param name="closed">In the order of their closing.</param>
    /// <param name="open">In any order.</param>
    public static decimal Most(TradeLog closed, IReadOnlyList<OpenTrade> open)
    {
        var count = closed.Count + open.Count;
        var (entered, costs) = (new long[count], new decimal[count]);
        for (var i = 0; i < count; i++)
        {
            var entry = i < closed.Count ? closed[i].Entry : open[i - closed.Count].Entry;
            (entered[i], costs[i]) = (entry.Seconds, entry.Cost);
        }

        Array.Sort(entered, costs);
        var (now, most, left) = (0m, 0m, 0); // trades are closed in the order they stand in
        for (var i = 0; i < count; i++)
        {
            // At one moment what is closed makes room for what is opened.
            for (; left < closed.Count && closed[left].Exit.Seconds <= entered[i]; left++)
                now -= closed[left].Entry.Cost;
            now += costs[i];
            most = Math.Max(most, now);
        }

        return most;
    }
}
