using TradingBot.Bots;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Backtesting.Recorded;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Input;
using TradingBot.Reports;

namespace TradingBot.Modes.Recorded;

/// <summary>Trades a recording: wires what was recorded, a live session's parts and a report.</summary>
internal static class RecordedBacktest
{
    private const long Second = 1_000_000;

    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">The recording does not have what was asked for; one line.</exception>
    public static async Task<int> RunAsync(
        LoadedBot bot, BacktestOptions options, RecordingOptions recording, TextWriter output, CancellationToken stop)
    {
        try
        {
            return await TradeAsync(bot, options, recording, output, stop).ConfigureAwait(false);
        }
        catch (RecordingException failure)
        {
            throw new UserError($"--data: {failure.Message}", ExitCode.Failed);
        }
    }

    private static async Task<int> TradeAsync(
        LoadedBot bot, BacktestOptions options, RecordingOptions recording, TextWriter output, CancellationToken stop)
    {
        var folder = new RecordingFolder(recording.Directory);
        var hours = PairHours.Read(folder, options.Venue.Name, options.Instrument.Symbol);
        var range = RecordedRange.Of(hours, bot, options);
        hours.RequireWhole(range.FirstHour, range.LastHour);
        var gaps = await RecordedGaps.ReadAsync(hours, range.FirstHour, range.LastHour).ConfigureAwait(false);
        var replay = new PairReplay(hours, gaps, range.BookFrom, range.TradesFrom, range.LastHour);
        await using (replay.ConfigureAwait(false))
        {
            await replay.FillAsync().ConfigureAwait(false);
            var setup = bot.SetupOn(FactsOf(bot.Definition, options));
            var fills = new FillModel(Slippage: 0, Backtest.FeesOf(bot.Definition, options));
            var depth = replay.Depth == 0 ? int.MaxValue : replay.Depth;
            var market = new RecordedMarket(setup.Instrument, depth, recording.Queue);
            var run = new RecordedRun(setup, fills, market, recording.Latency, bot.Definition.Breakers)
            {
                NeededWarmUp = bot.Strategy.WarmUp,
                Stop = stop,
            };
            if (options.PrintsLedger)
                run.AfterCandle = new LedgerPrinter(
                    LedgerColours.On(output), options.Instrument, run.Engine, OrderId.Simulated).Print;
            var candles = new List<Candle>();
            run.AfterCandle += () => candles.Add(run.Last);
            var session = new RecordedSession(replay, run, setup, bot.Strategy.NeedsBook);
            var seconds = setup.Timeframe.Seconds;
            var complete = await session
                .RunAsync(() => run.Candles > 0 && run.Last.OpenSeconds + seconds >= range.End, stop)
                .ConfigureAwait(false);
            run.Complete();
            if (run.Candles == 0)
                return complete ? throw range.NothingIn(bot.Definition.Timeframe, options) : ExitCode.Interrupted;
            var outcome = new Outcome(run, setup, fills, range, gaps, candles, complete);
            return Report(bot, options, recording, output, outcome);
        }
    }

    private static int Report(
        LoadedBot bot, BacktestOptions options, RecordingOptions recording, TextWriter output, Outcome outcome)
    {
        var performance = Performance.Of(outcome.Run, outcome.Fills);
        var report = new BacktestReport
        {
            Setup = outcome.Setup,
            Fills = outcome.Fills,
            FillsGaps = true,
            Run = outcome.Run,
            Performance = performance,
            AskedFor = outcome.Complete
                ? AskedRange.Other(options, performance.Start, performance.End, outcome.Range.Available)
                : null,
            DataName = outcome.Range.Name,
            MissingCandles = 0,
            Complete = outcome.Complete,
            Command = options.Command,
            CandlesAgain = () => new CandleMemory(outcome.Candles.ToArray()),
            Recording = new RecordingFacts
            {
                Latency = recording.Latency,
                Queue = recording.HasQueue ? recording.Queue.Name : null,
                BookGaps = GapsIn(outcome.Gaps.Book, performance),
                LostTrades = outcome.Gaps.LostTrades.Sum(hole => hole.Next - hole.Last - 1),
                LateTrades = outcome.Run.Engine.LateTrades,
            },
        };
        return Backtest.Report(report, options, output);
    }

    private static RunFacts FactsOf(BotDefinition bot, BacktestOptions options) => new()
    {
        Instrument = options.Instrument,
        CostFactor = RunFacts.CostFactorOf(Backtest.FeesOf(bot, options)),
        Cash = bot.Balance ?? BotDefinition.DefaultBalance,
        TradeFrom = options.Start,
    };

    /// <summary>What is missing of the time that was traded, cut to it.</summary>
    private static List<RecordingGap> GapsIn(IReadOnlyList<RecordedGap> gaps, Performance performance)
    {
        var (start, end) = (performance.Start * Second, performance.End * Second);
        return
        [
            .. from gap in gaps
               where gap.FromMicros < end && gap.ToMicros > start
               let begin = Math.Max(gap.FromMicros, start)
               let length = Math.Min(gap.ToMicros, end) - begin
               select new RecordingGap(begin / Second, new TimeSpan(length * TimeSpan.TicksPerMicrosecond), gap.Reason),
        ];
    }

    private sealed record Outcome(
        RecordedRun Run,
        EngineSetup Setup,
        FillModel Fills,
        RecordedRange Range,
        RecordedGaps Gaps,
        List<Candle> Candles,
        bool Complete);
}
