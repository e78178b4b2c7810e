using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Risk;
using TradingBot.Input;
using TradingBot.Reports;

namespace TradingBot.Modes;

/// <summary>
/// Trades history: wires stored or synthetic candles, the engine and a simulated exchange, then reports.
/// </summary>
internal static class Backtest
{
    /// <returns>The process's exit code.</returns>
    public static int Run(LoadedBot bot, BacktestOptions options, TextWriter output, CancellationToken stop)
    {
        using var data = CandleData.Open(bot, options);
        var fills = new FillModel(options.Slippage, FeesOf(bot.Definition, options));
        var setup = bot.SetupOn(FactsOf(bot.Definition, options, fills));
        var run = new BacktestRun(setup, fills, bot.Definition.Breakers) { NeededWarmUp = bot.Strategy.WarmUp };
        if (options.PrintsLedger)
            run.AfterCandle = new LedgerPrinter(
                LedgerColours.On(output), options.Instrument, run.Engine, OrderId.Simulated).Print;
        var complete = run.Run(data.Candles, stop);
        if (run.Candles == 0 && complete)
            throw data.NothingInRange(bot.Definition.Timeframe, options);
        if (run.Candles == 0)
            return ExitCode.Interrupted;

        var performance = Performance.Of(run, fills);
        var report = new BacktestReport
        {
            Setup = setup,
            Fills = fills,
            FillsGaps = options.FillsGaps,
            Run = run,
            Performance = performance,
            AskedFor = complete ? data.OtherThanAsked(options, performance.Start, performance.End) : null,
            DataName = data.Name,
            MissingCandles = data.MissingCandles,
            Complete = complete,
            Command = options.Command,
            CandlesAgain = data.Again,
        };
        return Report(report, options, output);
    }

    /// <summary>Prints the report and writes its files.</summary>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">The run has tested nothing, or a file cannot be written.</exception>
    public static int Report(BacktestReport report, BacktestOptions options, TextWriter output)
    {
        ConsoleReport.Write(output, report);
        if (options.Output is { } directory)
            ReportFiles.Write(directory, report, output);
        if (options.Html is { } page)
            HtmlReport.Write(page, report, output);
        if (report.Complete && WhyNoTrade(report.Run, report.Setup) is { } reason)
            throw new UserError(reason, ExitCode.Failed);
        return report.Complete ? ExitCode.Success : ExitCode.Interrupted;
    }

    public static FeeSchedule FeesOf(BotDefinition bot, BacktestOptions options) =>
        bot.Fee is { } rate ? FeeSchedule.Flat(rate) : options.Venue.FeesOf(options.Instrument);

    /// <summary>A run in which every entry was refused has tested nothing.</summary>
    public static string? WhyNoTrade(IBacktest run, EngineSetup setup)
    {
        var ledger = run.Engine.Ledger;
        if (ledger.Closed.Count + ledger.Open.Count > 0)
            return null;
        if (run.Engine.Refused(Refusal.InsufficientFunds) is > 0 and var poor)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"--balance: no trade was made: {setup.Cash} {setup.Instrument.Quote} does not pay for any of "
                + $"{poor} entries");
        }

        return run.Engine.Refused(Refusal.BelowMinimum) is > 0 and var small
            ? FormattableString.Invariant($"--volume: no trade was made: {small} entries were below the smallest order")
            : null;
    }

    /// <summary>What history adds to a bot's definition.</summary>
    public static RunFacts FactsOf(BotDefinition bot, BacktestOptions options, FillModel fills) => new()
    {
        // Today's smallest cost (0.5 USD for XBT/USD) says nothing about 2013, when 0.002 XBT cost 0.24 USD and could
        // be had.
        Instrument = options.Instrument with { MinimumNotional = 0 },
        CostFactor = RunFacts.CostFactorOf(fills.Fees, fills.Slippage),
        Cash = bot.Balance ?? BotDefinition.DefaultBalance,
        TradeFrom = options.Start,
    };
}
