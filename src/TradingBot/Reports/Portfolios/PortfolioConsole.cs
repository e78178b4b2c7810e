using System.Globalization;
using TradingBot.Core.Backtesting.Portfolios;
using TradingBot.Input;

namespace TradingBot.Reports.Portfolios;

/// <summary>The report of a portfolio, for people.</summary>
internal static class PortfolioConsole
{
    private const int MaxTrips = 10;

    private static readonly string[] Columns =
    [
        "bot", "pair", "period", "strategy", "budget", "net profit", "contribution", "trades", "open", "win rate",
        "exposure", "drawdown", "not sent",
    ];

    public static void Write(TextWriter output, PortfolioReport report)
    {
        output.WriteLine();
        output.WriteLine(Invariant($"Backtest of {report.Bots.Count} bots over one balance"));
        if (!report.Complete)
            output.WriteLine("INTERRUPTED: the figures are those of the candles until then");
        WriteSetup(output, report);
        var one = report.AsOne;
        ConsoleReport.WriteResult(output, one);
        ConsoleReport.WriteRisk(output, one);
        ConsoleReport.WriteTrades(output, one, [.. report.Bots.Select(bot => bot.Bot.Run)]);
        const string words = "its budget would have paid, but the other bots had the money";
        ConsoleReport.WriteIfAny(output, "of them", report.SharedRefusals, words);
        ConsoleReport.WriteIfAny(output, "entries cut down", report.SharedReductions, words);
        WriteBots(output, report);
        WriteCorrelations(output, report);
        WriteOpenTrades(output, report);
        WriteBreakers(output, report);
        ConsoleReport.Heading(output, "How to read it");
        foreach (var convention in report.Conventions)
            output.WriteLine("  " + convention);
    }

    private static void WriteSetup(TextWriter output, PortfolioReport report)
    {
        var performance = report.Performance;
        ConsoleReport.Heading(output, "Setup");
        var length = Display.Length(TimeSpan.FromSeconds(performance.End - performance.Start));
        Line("period", $"{Display.Time(performance.Start)} to {Display.Time(performance.End)} UTC, {length}");
        Line("slippage", Display.FeePercent(report.Bots[0].Report.Fills.Slippage) + " of the price on each fill");
        foreach (var member in report.Bots)
            WriteSetup(output, member);

        void Line(string label, string value) => ConsoleReport.Line(output, label, value);
    }

    private static void WriteSetup(TextWriter output, ReportedBot member)
    {
        var (report, run) = (member.Report, member.Bot.Run);
        var setup = report.Setup;
        var parameters = string.Join(" ", setup.Settings.Effective.Select(s => $"{s.Key}={s.Value}"));
        output.WriteLine();
        Line("bot", member.Name);
        Line("strategy", $"{setup.Strategy.Name} {parameters}");
        Line("size of a trade", Invariant(
            $"{setup.Sizing.Description}, at most {setup.Limits.MaximumTrades} at once"));
        Line("fees", $"{report.Fills.Fees.Name}, taker {Display.FeePercent(report.Fills.Fees.At(0).Taker)} at first");
        if (report.AskedFor is { } asked)
            Line("asked for", asked);
        Line("data", report.DataName);
        Line("candles", Invariant($"{run.Candles} traded on, {run.WarmUpCandles} before them to warm up, ")
            + Invariant($"{report.MissingCandles} missing ones {(report.FillsGaps ? "filled" : "left out")}"));
        if (report.LateStart is { } late)
            Line("WARNING", late);
        if (RoundTrip.Warning(setup.Settings, report.Fills.Fees, setup.Placing.Rests) is { } warning)
            Line("WARNING", warning);

        void Line(string label, string value) => ConsoleReport.Line(output, label, value);
    }

    private static void WriteBots(TextWriter output, PortfolioReport report)
    {
        ConsoleReport.Heading(output, "Bots");
        WriteTable(output, left: 4, [Columns, .. report.Bots.Select(Row)]);

        string[] Row(ReportedBot member)
        {
            var (performance, setup) = (member.Report.Performance, member.Report.Setup);
            return
            [
                member.Name,
                $"{setup.Instrument.Base}/{setup.Instrument.Quote}",
                $"{setup.Timeframe}",
                setup.Strategy.Name,
                Display.Money(performance.StartEquity),
                Display.Money(decimal.Round(performance.NetProfit, 2)),
                Display.Percent(member.Contribution(report.Run)),
                Number(performance.Trades.Count),
                Number(member.Bot.Run.Engine.Ledger.Open.Count),
                Display.Percent(performance.Trades.WinRate),
                Display.Percent(performance.Exposure),
                Display.Percent(performance.Drawdown.Depth),
                Number(member.Bot.Share.Refusals),
            ];
        }
    }

    private static void WriteCorrelations(TextWriter output, PortfolioReport report)
    {
        if (report.Bots.Count < 2)
            return;
        ConsoleReport.Heading(output, "Correlation of daily returns");
        var matrix = PortfolioFigures.Correlations(report.Run);
        WriteTable(output, left: 1,
        [
            ["", .. report.Bots.Select(bot => bot.Name)],
            .. report.Bots.Select((bot, row) => (string[])
            [
                bot.Name, .. report.Bots.Select((_, column) => Display.Ratio(matrix[row, column])),
            ]),
        ]);
    }

    private static void WriteOpenTrades(TextWriter output, PortfolioReport report)
    {
        ConsoleReport.Heading(output, "Trades open at once, of all bots");
        var seconds = report.Run.SecondsWith;
        var time = (double)seconds.Sum();
        for (var open = 0; open < seconds.Count; open++)
            ConsoleReport.Line(output, Number(open), Display.Percent(seconds[open] / time) + " of the time");
    }

    private static void WriteBreakers(TextWriter output, PortfolioReport report)
    {
        var trips = report.Bots
            .SelectMany(bot => bot.Bot.Run.Trips.Select(trip => (bot.Name, Trip: trip)))
            .OrderBy(tripped => tripped.Trip.Since)
            .ToList();
        if (trips.Count == 0)
            return;
        ConsoleReport.Heading(output, "Breakers that tripped (UTC)");
        foreach (var (name, trip) in trips.Take(MaxTrips))
            ConsoleReport.Line(output, Display.Time(trip.Since), $"{name}: {trip.Name}: {trip.Reason}");
        if (trips.Count > MaxTrips)
            ConsoleReport.Line(output, "and later", Invariant($"{trips.Count - MaxTrips} more"));
    }

    /// <param name="output">Gets a line a row.</param>
    /// <param name="left">So many columns of words come first; what follows are numbers.</param>
    /// <param name="rows">The first one is the heads.</param>
    private static void WriteTable(TextWriter output, int left, IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) =>
                column < left ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine($"  {string.Join("  ", cells)}".TrimEnd());
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
