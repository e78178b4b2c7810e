namespace TradingBot.Research.Pages.Charts;

/// <summary>Which part of the time a trade was open, in even steps from the start of a run to its end.</summary>
internal static class MarketTime
{
    private const int MostSteps = 1_000;
    private const long ShortestStep = 60;

    /// <param name="page">A run.</param>
    /// <returns>The length of a step in seconds, and a fraction for each step.</returns>
    public static (long Step, double[] Shares) Of(RunPage page)
    {
        var (start, end) = (page.Performance.Start, page.Performance.End);
        var step = Math.Max(ShortestStep, (end - start + MostSteps - 1) / MostSteps);
        var shares = new double[Math.Max(1, (end - start + step - 1) / step)];
        foreach (var (from, to) in Joined(page))
        {
            for (var moment = Math.Max(from, start); moment < Math.Min(to, end);)
            {
                var place = (moment - start) / step;
                var next = Math.Min(Math.Min(to, end), start + (place + 1) * step);
                shares[place] += (double)(next - moment) / step;
                moment = next;
            }
        }

        return (step, shares);
    }

    /// <summary>The times with a trade; trades that overlap are one, so that none counts twice.</summary>
    private static List<(long From, long To)> Joined(RunPage page)
    {
        var times = page.Trades.Select(trade => (From: trade.Entry.Seconds, To: trade.Exit.Seconds))
            .Concat(page.Open.Select(trade => (From: trade.Entry.Seconds, To: page.Performance.End)))
            .Order();
        var joined = new List<(long From, long To)>();
        foreach (var (from, to) in times)
        {
            if (joined.Count > 0 && from <= joined[^1].To)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, to));
            else
                joined.Add((from, to));
        }

        return joined;
    }
}
