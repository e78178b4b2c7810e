namespace TradingBot.Research.Pages.Charts;

/// <summary>
/// The times around trades of which a page has every candle: of those trades that made or lost most, until there are
/// enough candles.
/// </summary>
internal static class TradeWindows
{
    /// <summary>Candles in all.</summary>
    public const int Budget = 40_000;

    private const int Around = 100; // candles before the entry and after the exit
    private const int Longest = 2_000; // of a trade that lasted longer its two ends are there

    /// <returns>In the order of time, none touching another.</returns>
    public static IReadOnlyList<(long From, long To)> Of(RunPage page)
    {
        var period = page.Timeframe.Seconds;
        var windows = new List<(long From, long To)>();
        var left = Budget;
        foreach (var trade in page.Trades.OrderByDescending(trade => Math.Abs(trade.Profit))
            .ThenBy(trade => trade.OpenOrder))
        {
            var (entry, exit) = (trade.Entry.Seconds, trade.Exit.Seconds);
            var isLong = (exit - entry) / period > Longest;
            var count = isLong ? 4 * Around : (int)((exit - entry) / period) + 2 * Around;
            if (count > left)
                break;
            left -= count;
            var reach = (long)Around * period;
            if (isLong)
                windows.AddRange([(entry - reach, entry + reach), (exit - reach, exit + reach)]);
            else
                windows.Add((entry - reach, exit + reach));
        }

        return Joined(windows);
    }

    private static List<(long From, long To)> Joined(List<(long From, long To)> windows)
    {
        windows.Sort();
        var joined = new List<(long From, long To)>();
        foreach (var (from, to) in windows)
        {
            if (joined.Count > 0 && from <= joined[^1].To)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, to));
            else
                joined.Add((from, to));
        }

        return joined;
    }
}
