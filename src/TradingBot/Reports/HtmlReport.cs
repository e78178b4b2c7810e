using TradingBot.Input;
using TradingBot.Research.Pages;
using TradingBot.Research.Pages.Sections;

namespace TradingBot.Reports;

/// <summary>The report as one HTML file, which a browser opens without a network.</summary>
internal static class HtmlReport
{
    /// <summary>Writes it beside its place and moves it there: who opens it never sees half of one.</summary>
    /// <exception cref="UserError">The file cannot be written.</exception>
    public static void Write(string path, BacktestReport report, TextWriter output)
    {
        var unfinished = path + ".tmp";
        try
        {
            using (var file = File.Create(unfinished))
                RunPageWriter.Write(file, PageOf(report));
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Discard(unfinished);
            throw new UserError($"--html: cannot write the page to '{path}': {failure.Message}", ExitCode.Failed);
        }

        output.WriteLine();
        output.WriteLine($"page written to {path}");
    }

    private static void Discard(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What could not be written may not be deletable either; the reason for that is said.
        }
    }

    private static RunPage PageOf(BacktestReport report)
    {
        using var json = new MemoryStream();
        JsonReport.Write(json, report);
        var ledger = report.Run.Engine.Ledger;
        return new RunPage
        {
            Strategy = report.Setup.Strategy.Name,
            Instrument = report.Setup.Instrument,
            Timeframe = report.Setup.Timeframe,
            Complete = report.Complete,
            Performance = report.Performance,
            Sheet = report.Tearsheet,
            Equity = report.Run.Equity!.Points,
            Holding = report.Review?.Holding ?? [],
            Trades = ledger.Closed,
            Excursions = report.Review?.Excursions ?? [],
            Open = [.. ledger.Open.Select(trade => new HeldTrade(trade.Side, trade.Entry, trade.Reason))],
            Candles = report.CandlesAgain,
            Fee = (double)report.Fills.Fees.At(0).Taker,
            Setup = [.. SetupOf(report)],
            Conventions = report.Conventions,
            ReportJson = json.ToArray(),
        };
    }

    private static IEnumerable<(string Name, string Value)> SetupOf(BacktestReport report)
    {
        var setup = report.Setup;
        if (report.Command is { } command)
            yield return ("command", command);
        yield return ("strategy", setup.Strategy.Name);
        yield return ("parameters", string.Join(" ", setup.Settings.Effective.Select(one => $"{one.Key}={one.Value}")));
        yield return ("pair", $"{setup.Instrument.Base}/{setup.Instrument.Quote}, {setup.Timeframe}-minute candles");
        var performance = report.Performance;
        yield return ("period", $"{Display.Time(performance.Start)} to {Display.Time(performance.End)} UTC");
        if (report.AskedFor is { } asked)
            yield return ("asked for", asked);
        yield return ("data", report.DataName);
        yield return ("candles", FormattableString.Invariant(
            $"{report.Run.Candles} traded on, {report.Run.WarmUpCandles} before them to warm up"));
        if (report.LateStart is { } late)
            yield return ("warning", late);
        if (report.Recording is null)
        {
            yield return ("gaps", FormattableString.Invariant($"{report.MissingCandles} missing candles ")
                + (report.FillsGaps ? "filled with flat ones" : "left out"));
        }

        foreach (var (label, text) in report.Recording?.Lines ?? [])
            yield return (label, text);
        yield return ("size of a trade", FormattableString.Invariant(
            $"{setup.Sizing.Description}, at most {setup.Limits.MaximumTrades} at once"));
        yield return ("orders", setup.Placing.Style.ToString());
        yield return ("start balance", $"{Display.Money(performance.StartEquity)} {setup.Instrument.Quote}");
        yield return ("fees", $"{report.Fills.Fees.Name}, taker {Display.FeePercent(report.Fills.Fees.At(0).Taker)}");
        if (report.Recording is null)
            yield return ("slippage", Display.FeePercent(report.Fills.Slippage));
        yield return ("ambiguous candles", FormattableString.Invariant($"{report.Run.AmbiguousCandles}"));
        yield return ("program", JsonReport.Program);
    }
}
