using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Core.Backtesting.Portfolios;

/// <summary>What a portfolio has come to, of all its bots together, and how they go with each other.</summary>
public static class PortfolioFigures
{
    /// <summary>
    /// The figures of a backtest, of the one balance. Buy and hold is that of each bot's pair, weighted by the budgets;
    /// exposure is a share of the time of which there are candles.
    /// </summary>
    /// <param name="run">A finished run in which every bot traded on at least one candle.</param>
    public static Performance Of(PortfolioRun run)
    {
        Invariant.Holds(run.Equity is not null);
        var points = run.Equity.Points;
        var ledgers = run.Bots.Select(bot => bot.Run.Engine.Ledger).ToList();
        var closed = Closed(ledgers);
        var budgets = ledgers.Sum(ledger => ledger.StartCash);
        var time = run.SecondsWith.Sum();
        return new Performance
        {
            Start = points[0].Seconds,
            End = points[^1].Seconds,
            StartEquity = run.Balance,
            FinalEquity = points[^1].Equity,
            Fees = ledgers.Sum(ledger => ledger.Fees),
            BorrowCost = ledgers.Sum(ledger => ledger.BorrowCost),
            Turnover = ledgers.Sum(ledger => ledger.Turnover),
            Exposure = (double)(time - run.SecondsWith[0]) / time,
            FeesSaved = run.Bots.Sum(bot => bot.Run.FeesSaved),
            MaxInvested = Invested.Most(closed, [.. ledgers.SelectMany(ledger => ledger.Open)]),
            BuyAndHold = run.Bots.Sum(bot => (double)(bot.Run.Engine.Ledger.StartCash / budgets)
                * Performance.Of(bot.Run, bot.Fills).BuyAndHold),
            Trades = new TradeStatistics(closed),
            Returns = new Returns(points),
            Drawdown = run.Drawdown,
        };
    }

    /// <summary>
    /// The correlation of the daily returns of each bot with those of each other, whole days only; NaN where one of the
    /// two has never changed, or there are fewer than two days.
    /// </summary>
    public static double[,] Correlations(PortfolioRun run)
    {
        Invariant.Holds(run.Equity is not null);
        var returns = run.Bots.Select(bot => new Returns(bot.Equity!.Points).Daily).ToList();
        var matrix = new double[returns.Count, returns.Count];
        for (var one = 0; one < returns.Count; one++)
        {
            for (var other = one; other < returns.Count; other++)
                matrix[one, other] = matrix[other, one] = Correlation(returns[one], returns[other], one == other);
        }

        return matrix;
    }

    /// <summary>Pearson's; of a series with itself exactly 1.</summary>
    private static double Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other, bool isSame)
    {
        if (one.Count < 2)
            return double.NaN;
        var (meanOfOne, meanOfOther) = (one.Average(), other.Average());
        var (both, ofOne, ofOther) = (0.0, 0.0, 0.0);
        for (var day = 0; day < one.Count; day++)
        {
            var (x, y) = (one[day] - meanOfOne, other[day] - meanOfOther);
            (both, ofOne, ofOther) = (both + x * y, ofOne + x * x, ofOther + y * y);
        }

        if (ofOne == 0 || ofOther == 0)
            return double.NaN;
        return isSame ? 1 : Math.Clamp(both / Math.Sqrt(ofOne * ofOther), -1, 1);
    }

    /// <summary>Of all ledgers in the order of their closing; at one moment, in the order of the bots.</summary>
    private static TradeLog Closed(List<Ledger> ledgers)
    {
        if (ledgers.Count == 1)
            return ledgers[0].Closed;
        var all = new TradeLog();
        foreach (var trade in ledgers.SelectMany(ledger => ledger.Closed).OrderBy(trade => trade.Exit.Seconds))
            all.Add(in trade);
        return all;
    }
}
