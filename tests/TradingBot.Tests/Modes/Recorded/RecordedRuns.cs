using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Backtesting.Recorded;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Modes.Recorded;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Modes.Recorded;

/// <summary>A session on a recording with what it did.</summary>
internal sealed class RecordedRuns
{
    public required RecordedRun Run { get; init; }

    /// <summary>Each candle traded on.</summary>
    public List<Candle> Candles { get; } = [];

    /// <summary>When each of them was known, seconds since noon by the exchange's clock.</summary>
    public List<double> KnownAt { get; } = [];

    /// <summary>What was decided, as a journal has it.</summary>
    public List<string> Decisions { get; } = [];

    /// <summary>The hours of a recording, sealed, traded with a setup.</summary>
    public static Task<RecordedRuns> OfAsync(
        TradedRecording recording,
        EngineSetup setup,
        TimeSpan latency,
        QueueModel? queue = null,
        decimal fee = 0,
        int depth = 10,
        RecordedGaps? gaps = null) => OfAsync(recording.Hours.Folder, setup, latency, queue, fee, depth, gaps);

    /// <inheritdoc cref="OfAsync(TradedRecording, EngineSetup, TimeSpan, QueueModel?, decimal, int, RecordedGaps?)"/>
    public static async Task<RecordedRuns> OfAsync(
        RecordingFolder folder,
        EngineSetup setup,
        TimeSpan latency,
        QueueModel? queue = null,
        decimal fee = 0,
        int depth = 10,
        RecordedGaps? gaps = null)
    {
        var hours = PairHours.Read(folder, "kraken", "XBTUSD");
        gaps ??= await RecordedGaps.ReadAsync(hours, hours.First, hours.Last);
        await using var replay = new PairReplay(hours, gaps, hours.First, hours.First.StartMicros, hours.Last);
        await replay.FillAsync();
        var market = new RecordedMarket(setup.Instrument, depth, queue ?? QueueModel.TradeThrough);
        var run = new RecordedRun(setup, Backtests.Fills(fee), market, latency);
        var runs = new RecordedRuns { Run = run };
        run.AfterCandle = () => runs.Candles.Add(run.Last);
        run.AfterEvent = (_, now) =>
        {
            runs.Decisions.AddRange(DecisionText.Of(run.Trader));
            while (runs.KnownAt.Count < runs.Candles.Count)
                runs.KnownAt.Add((now - TradedRecording.Noon).TotalSeconds);
        };
        var session = new RecordedSession(replay, run, setup, needsBook: true);
        (await session.RunAsync(() => false, CancellationToken.None)).Should().BeTrue();
        run.Complete();
        return runs;
    }
}
