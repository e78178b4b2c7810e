using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Orders;
using TradingBot.Research.Tearsheets;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Tests.Research.Tearsheets;

/// <summary>Runs of a few points and trades, made in a line.</summary>
internal static class SmallRun
{
    public const long Day = 86_400;

    /// <summary>2019-12-23.</summary>
    public const long Monday = 18_253 * Day;

    public static double Of(FigureGroup group, string figure) =>
        group.Figures.Single(one => one.Name == figure).Value;

    public static ClosedTrade[] Trades() => [Trade(0, 60, 5), Trade(60, 120, -3, "other")];

    /// <summary>Bought for 100 without a fee.</summary>
    public static ClosedTrade Trade(
        long from, long to, decimal profit, string why = "signal", string whyNot = "end") =>
        new(1, 2, new Fill(from, 100, 1, 100, 0), new Fill(to, 100 + profit, 1, 100 + profit, 0), why, whyNot);

    public static RunHistory HistoryOf(decimal[] equity, ClosedTrade[] trades) =>
        HistoryOf([.. equity.Select((value, day) => new EquityPoint(Monday + day * Day, value))], trades);

    public static RunHistory HistoryOf(EquityPoint[] points, ClosedTrade[] trades)
    {
        var log = new TradeLog();
        foreach (var trade in trades)
            log.Add(trade);
        var performance = new Performance
        {
            Start = points[0].Seconds,
            End = points[^1].Seconds,
            StartEquity = points[0].Equity,
            FinalEquity = points[^1].Equity,
            Fees = 0,
            BorrowCost = 0,
            Turnover = trades.Sum(trade => trade.Entry.Cost + trade.Exit.Cost),
            Exposure = 0,
            FeesSaved = 0,
            MaxInvested = 0,
            BuyAndHold = 0.5,
            Trades = new TradeStatistics(log),
            Returns = new Returns(points),
            Drawdown = default,
        };
        return new RunHistory(performance, points, trades);
    }
}
