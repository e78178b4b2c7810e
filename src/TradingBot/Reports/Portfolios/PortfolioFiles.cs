using System.Text.Json;
using TradingBot.Core.Backtesting.Portfolios;
using TradingBot.Input;

namespace TradingBot.Reports.Portfolios;

/// <summary>
/// <c>report.json</c>, <c>trades.csv</c> and <c>equity.csv</c> of a portfolio: those of a backtest, with a report for
/// each bot, the name of the bot before each trade, and the equity of each bot after that of all.
/// </summary>
internal static class PortfolioFiles
{
    /// <exception cref="UserError">The directory cannot be written.</exception>
    public static void Write(string directory, PortfolioReport report, TextWriter output) => ReportFiles.Write(
        directory,
        json => WriteJson(json, report),
        trades => WriteTrades(trades, report),
        equity => WriteEquity(equity, report),
        output);

    private static void WriteJson(Stream stream, PortfolioReport report)
    {
        using var json = JsonReport.Begin(stream, report.Complete);
        JsonReport.WriteResult(json, report.AsOne);
        WriteTotals(json, report);
        json.WriteStartArray("bots");
        foreach (var member in report.Bots)
        {
            json.WriteStartObject();
            json.WriteString("name", member.Name);
            JsonReport.Number(json, "contribution", member.Contribution(report.Run));
            json.WriteNumber("entries_refused_for_shared_cash", member.Bot.Share.Refusals);
            json.WriteNumber("entries_made_smaller_for_shared_cash", member.Bot.Share.Reductions);
            JsonReport.WriteSetup(json, member.Report);
            JsonReport.WriteResult(json, member.Report);
            JsonReport.WriteTrades(json, member.Report);
            if (member.Bot.Run.HasBreakers)
                JsonReport.WriteBreakers(json, member.Report);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteCorrelations(json, report);
        JsonReport.End(json, report.Conventions);
    }

    private static void WriteTotals(Utf8JsonWriter json, PortfolioReport report)
    {
        var trades = report.Performance.Trades;
        json.WriteStartObject("portfolio");
        json.WriteString("quote", report.Quote);
        json.WriteString("start", Display.Time(report.Performance.Start));
        json.WriteString("end", Display.Time(report.Performance.End));
        json.WriteNumber("closed_trades", trades.Count);
        json.WriteNumber("open_trades", report.Bots.Sum(bot => bot.Bot.Run.Engine.Ledger.Open.Count));
        JsonReport.Number(json, "win_rate", trades.WinRate);
        JsonReport.Number(json, "profit_factor", trades.ProfitFactor);
        json.WriteNumber("entries_refused_for_shared_cash", report.SharedRefusals);
        json.WriteNumber("entries_made_smaller_for_shared_cash", report.SharedReductions);
        json.WriteStartArray("share_of_time_by_open_trades");
        var time = (double)report.Run.SecondsWith.Sum();
        foreach (var seconds in report.Run.SecondsWith)
            json.WriteNumberValue(seconds / time);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCorrelations(Utf8JsonWriter json, PortfolioReport report)
    {
        var matrix = PortfolioFigures.Correlations(report.Run);
        json.WriteStartObject("correlation_of_daily_returns");
        for (var one = 0; one < report.Bots.Count; one++)
        {
            json.WriteStartObject(report.Bots[one].Name);
            for (var other = 0; other < report.Bots.Count; other++)
                JsonReport.Number(json, report.Bots[other].Name, matrix[one, other]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Closed trades in the order of their closing, then open ones in the order of their opening.</summary>
    private static void WriteTrades(TextWriter csv, PortfolioReport report)
    {
        var sellsShort = report.SellsShort;
        var buysPayInBase = report.Bots.Any(bot => bot.Report.Fills.BuysPayInBase);
        csv.WriteLine("bot," + ReportFiles.Header(sellsShort, buysPayInBase));
        var closed = report.Bots.SelectMany(bot => bot.Bot.Run.Engine.Ledger.Closed, (bot, trade) => (bot.Name, trade))
            .OrderBy(of => of.trade.Exit.Seconds);
        foreach (var (name, trade) in closed)
            csv.WriteLine($"{ReportFiles.Quoted(name)},{ReportFiles.Row(in trade, sellsShort, buysPayInBase)}");
        var open = report.Bots.SelectMany(bot => bot.Bot.Run.Engine.Ledger.Open, (bot, trade) => (bot.Name, trade))
            .OrderBy(of => of.trade.Entry.Seconds);
        foreach (var (name, trade) in open)
            csv.WriteLine($"{ReportFiles.Quoted(name)},{ReportFiles.Row(trade, sellsShort, buysPayInBase)}");
    }

    private static void WriteEquity(TextWriter csv, PortfolioReport report)
    {
        csv.WriteLine("time,equity," + string.Join(',', report.Bots.Select(bot => ReportFiles.Quoted(bot.Name))));
        var all = report.Run.Equity!.Points;
        for (var i = 0; i < all.Count; i++)
        {
            var bots = report.Bots.Select(bot => Display.Exact(bot.Bot.Equity!.Points[i].Equity));
            csv.WriteLine($"{Display.Time(all[i].Seconds)},{Display.Exact(all[i].Equity)},{string.Join(',', bots)}");
        }
    }
}
