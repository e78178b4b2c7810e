using System.Globalization;
using System.Text.Json;
using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Orders;
using TradingBot.Research.Tearsheets.Runs;
using TradingBot.Tests.Research.Inference;

namespace TradingBot.Tests.Research.Tearsheets;

/// <summary>One of the three recorded runs beside the checkout, and what others compute of it.</summary>
internal sealed class ReferenceRun
{
    public const string File = OverfitReference.Cases;

    private ReferenceRun(string name)
    {
        Name = name;
        var points = Rows("equity").Select(row => new EquityPoint(Seconds(row[0]), Money(row[1]))).ToArray();
        var trades = new TradeLog();
        foreach (var row in Rows("trades"))
            trades.Add(TradeOf(row));
        var holding = Rows("benchmark").Select(row => double.Parse(row[1], CultureInfo.InvariantCulture)).ToArray();
        History = new RunHistory(PerformanceOf(points, trades, holding), points, trades)
        {
            Holding = holding,
            Slippage = 0,
        };
        Rowwise = DailySeries.OfAllRows(points, holding);
    }

    public static IReadOnlyList<ReferenceRun> All { get; } =
        SharedData.TryPathOf(File) is null ? [] : [new("losing"), new("winning"), new("short")];

    public string Name { get; }

    public RunHistory History { get; }

    /// <summary>As the reference takes them: the parts of days of <c>short</c> are days.</summary>
    public DailySeries Rowwise { get; }

    /// <summary>A value of the reference; NaN for null.</summary>
    public double Value(params string[] path)
    {
        var value = OverfitReference.ValueOfCase([Name, .. path]);
        return value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
    }

    /// <summary>Values of the reference.</summary>
    public double[] Values(params string[] path) =>
        [.. OverfitReference.ValueOfCase([Name, .. path]).EnumerateArray().Select(value => value.GetDouble())];

    private static Performance PerformanceOf(EquityPoint[] points, TradeLog trades, double[] holding) => new()
    {
        Start = points[0].Seconds,
        End = points[^1].Seconds,
        StartEquity = points[0].Equity,
        FinalEquity = points[^1].Equity,
        Fees = trades.Sum(trade => trade.Fees),
        BorrowCost = 0,
        Turnover = trades.Sum(trade => trade.Entry.Cost + trade.Exit.Cost),
        Exposure = 0,
        FeesSaved = 0,
        MaxInvested = 0,
        BuyAndHold = holding[^1] / holding[0] - 1,
        Trades = new TradeStatistics(trades),
        Returns = new Returns(points),
        Drawdown = default,
    };

    private static ClosedTrade TradeOf(string[] row) => new(
        1,
        2,
        new Fill(Seconds(row[3]), Money(row[7]), Money(row[6]), Money(row[8]), Money(row[9])),
        new Fill(Seconds(row[4]), Money(row[10]), Money(row[6]), Money(row[11]), Money(row[12])),
        row[15],
        row[16]);

    private static long Seconds(string text) =>
        (long)(DateTime.Parse(text, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;

    private static decimal Money(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private IEnumerable<string[]> Rows(string file) =>
        System.IO.File.ReadLines(SharedData.PathOf($"../statistics/{Name}/{file}.csv"))
            .Skip(1).Select(line => line.Split(','));
}
