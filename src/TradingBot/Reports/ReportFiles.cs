using System.Globalization;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>
/// <c>report.json</c>, <c>trades.csv</c> and <c>equity.csv</c>: UTF-8, LF, every digit, the same on every machine.
/// </summary>
internal static class ReportFiles
{
    private const string TradesHeader =
        "open_order,close_order,status,open_time,close_time,side,volume,entry_price,entry_cost,entry_fee,"
        + "exit_price,exit_cost,exit_fee,profit,return_percent,open_reason,close_reason";

    /// <exception cref="UserError">The directory cannot be written.</exception>
    public static void Write(string directory, BacktestReport report, TextWriter output)
    {
        Write(
            directory,
            json => JsonReport.Write(json, report),
            trades => WriteTrades(
                trades, report.Run.Engine.Ledger, report.Setup.ShortTerms is not null, report.Fills.BuysPayInBase),
            equity => WriteEquity(equity, report),
            output);
    }

    /// <summary>The same of any report.</summary>
    /// <exception cref="UserError">The directory cannot be written.</exception>
    internal static void Write(
        string directory, Action<Stream> json, Action<TextWriter> trades, Action<TextWriter> equity, TextWriter output)
    {
        try
        {
            using (var report = File.Create(Path.Combine(directory, "report.json")))
                json(report);
            using (var csv = Open(directory, "trades.csv"))
                trades(csv);
            using (var csv = Open(directory, "equity.csv"))
                equity(csv);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                $"--output: cannot write the report to '{directory}': {failure.Message}", ExitCode.Failed);
        }

        output.WriteLine();
        output.WriteLine($"report.json, trades.csv and equity.csv written to {Path.GetFullPath(directory)}");
    }

    /// <param name="csv">Gets a line a trade.</param>
    /// <param name="ledger">Closed trades come first, then open ones.</param>
    /// <param name="sellsShort">True: a further column says what borrowing cost.</param>
    /// <param name="buysPayInBase">True: a further column says what was taken out of what was bought.</param>
    internal static void WriteTrades(
        TextWriter csv, Ledger ledger, bool sellsShort = false, bool buysPayInBase = false)
    {
        csv.WriteLine(Header(sellsShort, buysPayInBase));
        foreach (var trade in ledger.Closed)
            csv.WriteLine(Row(in trade, sellsShort, buysPayInBase));
        foreach (var trade in ledger.Open)
            csv.WriteLine(Row(trade, sellsShort, buysPayInBase));
    }

    /// <inheritdoc cref="WriteTrades"/>
    internal static string Header(bool sellsShort, bool buysPayInBase) =>
        TradesHeader + (sellsShort ? ",borrow_cost" : "") + (buysPayInBase ? ",entry_base_fee" : "");

    /// <inheritdoc cref="WriteTrades"/>
    internal static string Row(in ClosedTrade trade, bool sellsShort, bool buysPayInBase) => string.Join(
        ',',
        OrderId.Simulated(trade.OpenOrder),
        OrderId.Simulated(trade.CloseOrder),
        "CLOSED",
        Display.Time(trade.Entry.Seconds),
        Display.Time(trade.Exit.Seconds),
        Entry(trade.Side, trade.Entry),
        Display.Exact(trade.Exit.Price),
        Display.Exact(trade.Exit.Cost),
        Display.Exact(trade.Exit.Fee.Worth),
        Display.Exact(trade.Profit),
        (trade.Return * 100).ToString(CultureInfo.InvariantCulture),
        Quoted(trade.OpenReason),
        Quoted(trade.CloseReason) + Further(trade.BorrowCost, trade.Entry.Fee, sellsShort, buysPayInBase));

    /// <inheritdoc cref="WriteTrades"/>
    internal static string Row(OpenTrade trade, bool sellsShort, bool buysPayInBase) => string.Join(
        ',',
        OrderId.Simulated(trade.OpenOrder), "", "OPEN", Display.Time(trade.Entry.Seconds), "",
        Entry(trade.Side, trade.Entry), "", "", "", "", "", Quoted(trade.Reason),
        Further(trade.BorrowCost, trade.Entry.Fee, sellsShort, buysPayInBase));

    private static string Further(decimal borrowCost, Fee entryFee, bool sellsShort, bool buysPayInBase) =>
        (sellsShort ? $",{Display.Exact(borrowCost)}" : "") + (buysPayInBase ? $",{Display.Exact(entryFee.Base)}" : "");

    /// <summary>A reason is the strategy's own words, which may be a user's.</summary>
    internal static string Quoted(string words) =>
        words.AsSpan().ContainsAny(",\"\r\n") ? $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : words;

    private static string Entry(Side side, in Fill entry) => string.Join(
        ',',
        side == Side.Buy ? "BUY" : "SELL",
        Display.Exact(entry.Volume),
        Display.Exact(entry.Price),
        Display.Exact(entry.Cost),
        Display.Exact(entry.Fee.Worth));

    private static void WriteEquity(TextWriter csv, BacktestReport report)
    {
        csv.WriteLine("time,equity");
        foreach (var point in report.Run.Equity!.Points)
            csv.WriteLine($"{Display.Time(point.Seconds)},{Display.Exact(point.Equity)}");
    }

    private static StreamWriter Open(string directory, string name) =>
        new(Path.Combine(directory, name)) { NewLine = "\n" };
}
