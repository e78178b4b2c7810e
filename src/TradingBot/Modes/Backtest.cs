using System.Globalization;
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
    /// <summary>Cash kept back on a market order for its price to move before the fill, a fraction of it.</summary>
    private const decimal PriceReserve = 0.01m;

    /// <returns>The process's exit code.</returns>
    public static int Run(TradeRequest request, TextWriter output, CancellationToken stop)
    {
        using var data = CandleData.Open(request);
        var fills = new FillModel(request.Slippage, request.Fees);
        var run = new BacktestRun(SetupOf(request), fills, request.Breakers) { NeededWarmUp = request.WarmUp };
        if (request.Verbose)
            run.AfterCandle = new LedgerPrinter(
                LedgerColours.On(output), request.Instrument, run.Engine, OrderId.Simulated).Print;
        var complete = run.Run(data.Candles, stop);
        if (run.Candles == 0 && complete)
            throw data.NothingInRange(request);
        if (run.Candles == 0)
            return ExitCode.Interrupted;

        var performance = Performance.Of(run, fills);
        var report = new BacktestReport
        {
            Request = request,
            Run = run,
            Performance = performance,
            AskedFor = complete ? data.OtherThanAsked(request, performance.Start, performance.End) : null,
            DataName = data.Name,
            MissingCandles = data.MissingCandles,
            Complete = complete,
        };
        ConsoleReport.Write(output, report);
        if (request.Output is { } directory)
            ReportFiles.Write(directory, report, output);
        if (complete && WhyNoTrade(run, request) is { } reason)
            throw new UserError(reason, ExitCode.Failed);
        return complete ? ExitCode.Success : ExitCode.Interrupted;
    }

    /// <summary>A run in which every entry was refused has tested nothing.</summary>
    private static string? WhyNoTrade(BacktestRun run, TradeRequest request)
    {
        var ledger = run.Engine.Ledger;
        if (ledger.Closed.Count + ledger.Open.Count > 0)
            return null;
        if (run.Engine.Refused(Refusal.InsufficientFunds) is > 0 and var poor)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"--balance: no trade was made: {request.Balance} {request.Instrument.Quote} did not pay for any of "
                + $"{poor} entries");
        }

        return run.Engine.Refused(Refusal.BelowMinimum) is > 0 and var small
            ? FormattableString.Invariant($"--volume: no trade was made: {small} entries were below the smallest order")
            : null;
    }

    internal static EngineSetup SetupOf(TradeRequest request) => new()
    {
        // Today's smallest cost (0.5 USD for XBT/USD) says nothing about 2013, when 0.002 XBT cost 0.24 USD and could
        // be had.
        Instrument = request.Instrument with { MinimumCost = 0 },
        Timeframe = request.Timeframe,
        Strategy = request.Strategy,
        Settings = request.Settings,
        Sizing = request.Sizing,
        Limits = new RiskLimits(request.Trades),
        Placing = request.Placing,
        ShortTerms = request.ShortTerms,
        Cost = new MarketOrderCost(request.Fees.HighestTaker, PriceReserve + request.Slippage),
        Cash = request.Balance,
        TradeFrom = request.Start,
    };
}
