using TradingBot.Core.Trading;

namespace TradingBot.Core.Statistics;

/// <summary>How much of the money was in the market.</summary>
internal static class Invested
{
    /// <summary>The most that open trades have cost at one time, bought or sold short, without fees.</summary>
    /// <returns>Quote currency; 0 without trades.</returns>
    public static decimal Most(Ledger ledger)
    {
        var steps = new List<(long Seconds, decimal Change)>(2 * ledger.Closed.Count);
        foreach (var trade in ledger.Closed)
        {
            steps.Add((trade.Entry.Seconds, trade.Entry.Cost));
            steps.Add((trade.Exit.Seconds, -trade.Entry.Cost));
        }

        foreach (var trade in ledger.Open)
            steps.Add((trade.Entry.Seconds, trade.Entry.Cost));
        // At one moment what is closed makes room for what is opened.
        steps.Sort((one, other) => (one.Seconds, one.Change).CompareTo((other.Seconds, other.Change)));
        var (now, most) = (0m, 0m);
        foreach (var (_, change) in steps)
        {
            now += change;
            most = Math.Max(most, now);
        }

        return most;
    }
}
