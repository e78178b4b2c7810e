using System.Text;
using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Research.Pages;
using TradingBot.Research.Pages.Sections;
using TradingBot.Research.Tearsheets.Groups;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Tests.Research.Pages;

/// <summary>Pages of runs that are made in a line.</summary>
internal static class SmallPage
{
    public const long Day = 86_400;

    /// <summary>2020-01-01.</summary>
    public const long Start = SyntheticMarket.Start;

    public static string Text(RunPage page)
    {
        using var stream = new MemoryStream();
        RunPageWriter.Write(stream, page);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <param name="trades">Closed, in their order.</param>
    /// <param name="days">Days of hourly candles, each with its equity; the start is 1000.</param>
    public static RunPage Of(ClosedTrade[] trades, params decimal[] days) => Of(trades, Points(days));

    /// <param name="trades">Closed, in their order.</param>
    /// <param name="points">The equity.</param>
    /// <param name="minutes">Length of a candle.</param>
    public static RunPage Of(ClosedTrade[] trades, EquityPoint[] points, int minutes = 60)
    {
        var log = new TradeLog();
        foreach (var trade in trades)
            log.Add(trade);
        double[] holding = [.. points.Select((_, day) => 1000.0 + day)];
        var performance = PerformanceOf(log, points);
        var history = new RunHistory(performance, points, log)
        {
            Holding = holding,
            Excursions = [.. trades.Select(_ => new Excursion(0.01, 0.02, 0.005))],
            Slippage = 0,
        };
        var period = minutes * 60;
        return new RunPage
        {
            Strategy = "macd-cross",
            Instrument = new Instrument
            {
                Symbol = "XBTUSD",
                Base = "XBT",
                Quote = "USD",
                PriceDecimals = 1,
                LotStep = 0.00000001m,
                TickSize = 0.1m,
                MinimumVolume = 0.0001m,
                MinimumNotional = 0,
            },
            Timeframe = new Timeframe(minutes),
            Complete = true,
            Performance = performance,
            Sheet = RunTearsheet.Of(history),
            Equity = points,
            Holding = holding,
            Trades = log,
            Excursions = history.Excursions,
            Candles = () => new CandleMemory(Candles(points[0].Seconds, points[^1].Seconds, period)),
            Fee = 0.0026,
            Setup = [("command", "TradingBot -s 2020-01-01")],
            Conventions = ["a convention"],
            ReportJson = "{}"u8.ToArray(),
        };
    }

    public static EquityPoint[] Points(params decimal[] days) =>
    [
        new EquityPoint(Start, 1000),
        .. days.Select((equity, day) => new EquityPoint(Start + (day + 1) * Day, equity)),
    ];

    /// <summary>Bought or, with a loan, sold short for 100.</summary>
    public static ClosedTrade Trade(
        long from, long to, decimal profit, string why = "signal", string whyOut = "end", bool isShort = false)
    {
        var exit = isShort ? 100 - profit : 100 + profit;
        return new ClosedTrade(
            1, 2, Fill(from, 100), Fill(to, exit), why, whyOut, isShort ? new Loan(0, Start + to) : null);
    }

    public static Fill Fill(long seconds, decimal price) => new(Start + seconds, price, 1, price, new Fee(0));

    private static Performance PerformanceOf(TradeLog log, EquityPoint[] points) => new()
    {
        Start = points[0].Seconds,
        End = points[^1].Seconds,
        StartEquity = points[0].Equity,
        FinalEquity = points[^1].Equity,
        Fees = 0,
        BorrowCost = 0,
        Turnover = log.Sum(trade => trade.Entry.Cost + trade.Exit.Cost),
        Exposure = 0,
        FeesSaved = 0,
        MaxInvested = 0,
        BuyAndHold = 0.5,
        Trades = new TradeStatistics(log),
        Returns = new Returns(points),
        Drawdown = Drawdowns.Of(points).OrderByDescending(fall => fall.Depth)
            .DefaultIfEmpty(new Drawdown(0, points[0].Seconds, points[0].Seconds, points[0].Seconds, true)).First(),
    };

    private static Candle[] Candles(long start, long end, int period)
    {
        var candles = new Candle[(end - start) / period];
        for (var i = 0; i < candles.Length; i++)
            candles[i] = new Candle(start + (long)i * period, 100 + i % 7, 108, 99, 101 + i % 5, 1, 1);
        return candles;
    }
}
