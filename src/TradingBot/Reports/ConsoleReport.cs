using System.Globalization;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>The report at the end of a backtest, for people.</summary>
internal static class ConsoleReport
{
    private const int MaxTrips = 10;

    public static void Write(TextWriter output, BacktestReport report)
    {
        var setup = report.Setup;
        output.WriteLine();
        var pair = $"{setup.Instrument.Base}/{setup.Instrument.Quote}";
        output.WriteLine($"Backtest of {setup.Strategy.Name} on {pair}, {setup.Timeframe}-minute candles");
        if (!report.Complete)
            output.WriteLine("INTERRUPTED: the figures are those of the candles until then");
        WriteSetup(output, report);
        WriteResult(output, report);
        WriteRisk(output, report);
        WriteTrades(output, report, [report.Run]);
        WriteBreakers(output, report.Run.Trips);
        Heading(output, "How to read it");
        foreach (var convention in report.Conventions)
            output.WriteLine("  " + convention);
    }

    private static void WriteSetup(TextWriter output, BacktestReport report)
    {
        var setup = report.Setup;
        var performance = report.Performance;
        Heading(output, "Setup");
        var length = Display.Length(TimeSpan.FromSeconds(performance.End - performance.Start));
        Line(output, "period", $"{Display.Time(performance.Start)} to {Display.Time(performance.End)} UTC, {length}");
        if (report.AskedFor is { } asked)
            Line(output, "asked for", asked);
        Line(output, "data", report.DataName);
        Line(output, "candles", Invariant(
            $"{report.Run.Candles} traded on, {report.Run.WarmUpCandles} before them to warm up"));
        if (report.LateStart is { } late)
            Line(output, "WARNING", late);
        WriteGaps(output, report);
        Line(output, "parameters", string.Join(" ", setup.Settings.Effective.Select(s => $"{s.Key}={s.Value}")));
        Line(output, "size of a trade", Invariant(
            $"{setup.Sizing.Description}, at most {setup.Limits.MaximumTrades} at once"));
        if (setup.Placing.Rests)
        {
            var style = setup.Placing.Style == OrderStyle.Limit ? "limit" : "post-only";
            Line(output, "orders", $"{style}, each price for {Display.Length(setup.Placing.Patience)}");
        }

        if (setup.ShortTerms is { } terms)
        {
            Line(output, "short selling", Invariant($"leverage {terms.Leverage}, borrowing costs ")
                + $"{Display.FeePercent(terms.OpeningRate)} at the opening "
                + $"and {Display.FeePercent(terms.RolloverRate)} every 4 hours");
        }

        var fees = report.Fills.Fees;
        var taker = Display.FeePercent(fees.At(0).Taker);
        Line(output, "fees", fees.IsFlat
            ? $"{taker} of the cost of each fill ({fees.Name})"
            : $"{fees.Name}, by 30-day volume, taker {taker} at first");
        if (RoundTrip.Warning(setup.Settings, fees, setup.Placing.Rests) is { } warning)
            Line(output, "WARNING", warning);
        WriteFills(output, report);
        var smallest = $"{Display.Exact(setup.Instrument.MinimumVolume)} {setup.Instrument.Base}";
        Line(output, "order rules", !setup.Instrument.RulesAreKnown ? "not known for this pair: no minimum is enforced"
            : report.Recording is null ? $"at least {smallest}; today's smallest cost is not applied to the past"
            : $"at least {smallest}, and today's smallest cost");
    }

    private static void WriteGaps(TextWriter output, BacktestReport report)
    {
        if (report.Recording is { } recording)
        {
            foreach (var (label, text) in recording.Lines)
                Line(output, label, text);
            return;
        }

        var treatment = report.FillsGaps ? "filled with flat ones" : "left out";
        Line(output, "gaps", Invariant($"{report.MissingCandles} missing candles {treatment} (warm-up included)"));
    }

    private static void WriteFills(TextWriter output, BacktestReport report)
    {
        var slippage = report.Fills.Slippage;
        if (report.Recording is null)
        {
            Line(output, "slippage", slippage == 0
                ? "none: filled at the recorded open" : Display.FeePercent(slippage) + " of the price on each fill");
            return;
        }

        Line(output, "fills", report.Recording.Fills);
        if (report.Setup.Placing.Rests)
            Line(output, "resting orders", report.Recording.Resting);
    }

    internal static void WriteResult(TextWriter output, BacktestReport report)
    {
        var performance = report.Performance;
        var setup = report.Setup;
        var quote = setup.Instrument.Quote;
        Heading(output, "Result");
        Line(output, "start balance", $"{Display.Money(performance.StartEquity)} {quote}");
        Line(output, "final equity", $"{Display.Money(performance.FinalEquity)} {quote}");
        Line(output, "net profit", $"{Display.Money(performance.NetProfit)} {quote}");
        var average = report.Fills.Fees.IsFlat
            ? "" : $", on average {Display.Percent(performance.AverageFee)} of the turnover";
        var inBase = report.Fills.BuysPayInBase ? ", those of purchases taken out of what was bought" : "";
        Line(output, "fees", $"{Display.Money(performance.Fees)} {quote}{average}{inBase}");
        if (performance.FeesSaved is not 0 and var saved)
        {
            var left = report.FinalEquityAtFirstTier is { } equity
                ? $"final equity {Display.Money(equity)} {quote}" : "more than the account could have paid";
            Line(output, "at the first tier",
                $"fees {Display.Money(performance.Fees + saved)} {quote} for the same trades, {left}");
        }

        if (setup.ShortTerms is not null)
            Line(output, "borrow cost", $"{Display.Money(performance.BorrowCost)} {quote}");
        Line(output, "turnover", $"{Display.Money(performance.Turnover)} {quote}");
        Line(output, "return", Display.Percent(performance.Return));
        if (performance.MaxInvested > 0)
        {
            var share = (double)(performance.MaxInvested / performance.StartEquity);
            Line(output, "in the market", $"at most {Display.Money(performance.MaxInvested)} {quote}, "
                + $"{Display.Percent(share)} of the balance; "
                + $"return on that {Display.Percent(performance.ReturnOnInvested)}");
        }

        Line(output, "buy and hold", Display.Percent(performance.BuyAndHold));
        var isShort = performance.End - performance.Start < Returns.LeastDays * EquityCurve.Day;
        Line(output, "CAGR", isShort
            ? Invariant($"n/a (less than {Returns.LeastDays} days)") : Display.Percent(performance.Returns.Cagr));
        Line(output, "exposure", Display.Percent(performance.Exposure) + " of the candles");
    }

    internal static void WriteRisk(TextWriter output, BacktestReport report)
    {
        var performance = report.Performance;
        var drawdown = performance.Drawdown;
        Heading(output, "Risk");
        Line(output, "volatility", Display.Percent(performance.Returns.Volatility) + " a year");
        Line(output, "Sharpe", Display.Ratio(performance.Returns.Sharpe));
        Line(output, "Sortino", Display.Ratio(performance.Returns.Sortino));
        Line(output, "Calmar", Display.Ratio(performance.Calmar));
        var lasted = $"{Display.Length(drawdown.Length)} from {Display.Time(drawdown.Peak)}";
        Line(output, "maximum drawdown", drawdown.Depth == 0
            ? "none"
            : $"{Display.Percent(drawdown.Depth)}, {lasted}{(drawdown.Recovered ? "" : ", not recovered")}");
    }

    /// <param name="output">Gets the lines.</param>
    /// <param name="report">Has the figures.</param>
    /// <param name="runs">What they are of.</param>
    internal static void WriteTrades(TextWriter output, BacktestReport report, IReadOnlyList<IBacktest> runs)
    {
        var trades = report.Performance.Trades;
        var open = runs.Sum(run => run.Engine.Ledger.Open.Count);
        var quote = report.Setup.Instrument.Quote;
        Heading(output, "Trades");
        var openShorts = runs.Sum(run => run.Engine.Ledger.Open.Count(trade => trade.IsShort));
        var (buys, sells) = (trades.Count + open - openShorts, trades.Count + openShorts);
        Line(output, "orders filled", Invariant($"{buys} buys, {sells} sells"));
        Line(output, "trades", Invariant($"{trades.Count} closed, {open} open at the end"));
        if (report.Setup.ShortTerms is not null)
            Line(output, "of them short", Invariant($"{trades.Shorts} closed, {openShorts} open at the end"));
        Line(output, "win rate", Display.Percent(trades.WinRate) + Invariant($" ({trades.Wins} won)"));
        Line(output, "profit factor", Display.Ratio(trades.ProfitFactor));
        Line(output, "expectancy", trades.Expectancy is { } mean
            ? $"{Display.Money(decimal.Round(mean, 6))} {quote} a trade"
            : "n/a");
        Line(output, "best, worst", $"{Display.Percent(trades.Best)}, {Display.Percent(trades.Worst)}");
        Line(output, "average length", trades.Count == 0
            ? "n/a" : Display.Length(TimeSpan.FromSeconds(trades.AverageSeconds)));
        WriteWhatWasNot(output, runs);
    }

    /// <summary>What was not traded, and what is not known.</summary>
    private static void WriteWhatWasNot(TextWriter output, IReadOnlyList<IBacktest> runs)
    {
        var ambiguous = runs.Sum(run => run.AmbiguousCandles);
        WriteIfAny(output, "ambiguous candles", ambiguous, "the order of high and low decides; the worse was taken");
        var unfilled = runs.Sum(run => run.Engine.Pending.Count);
        WriteIfAny(output, "unfilled at the end", unfilled, "decided on the last candle, or resting");
        const string notSent = "entries not sent";
        WriteIfAny(output, notSent, Refused(Refusal.TooManyTrades), "as many trades were open as are allowed");
        WriteIfAny(output, notSent, Refused(Refusal.BelowMinimum), "smaller than the pair allows");
        WriteIfAny(output, notSent, Refused(Refusal.AboveMaximum), "larger than the pair allows");
        WriteIfAny(output, notSent, Refused(Refusal.InsufficientFunds), "balance used up");
        WriteIfAny(output, notSent, Refused(Refusal.Halted), "a breaker had tripped");
        var words = runs.Select(run => run.Engine.LastRejection).LastOrDefault(reason => reason is not null);
        WriteIfAny(output, "orders rejected", runs.Sum(run => run.Engine.Rejections), words ?? "");

        long Refused(Refusal reason) => runs.Sum(run => run.Engine.Refused(reason));
    }

    private static void WriteBreakers(TextWriter output, IReadOnlyList<TrippedBreaker> trips)
    {
        if (trips.Count == 0)
            return;
        Heading(output, "Breakers that tripped (UTC)");
        foreach (var trip in trips.Take(MaxTrips))
            Line(output, Display.Time(trip.Since), $"{trip.Name}: {trip.Reason}");
        if (trips.Count > MaxTrips)
            Line(output, "and later", Invariant($"{trips.Count - MaxTrips} more"));
    }

    internal static void WriteIfAny(TextWriter output, string label, long count, string meaning)
    {
        if (count > 0)
            Line(output, label, Invariant($"{count} ({meaning})"));
    }

    internal static void Heading(TextWriter output, string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    internal static void Line(TextWriter output, string label, string value) =>
        output.WriteLine($"  {label,-20}{value}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
