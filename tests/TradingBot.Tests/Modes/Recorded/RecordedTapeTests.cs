using TradingBot.Core.Strategies;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Modes.Recorded;

/// <summary>Candles of a recording are those a live session would have had, at the same moments.</summary>
public class RecordedTapeTests
{
    private static readonly StrategyDefinition Silent = SayingStrategy.Of();

    [Fact]
    public async Task A_candle_is_known_with_the_trade_that_proves_it()
    {
        using var recording = Market();
        recording.Ticks([10, 59.9, 60.5, 119], 100);
        recording.Seal();

        var run = await RunAsync(recording);

        run.Candles.Should().ContainSingle().Which.TradeCount.Should().Be(2);
        run.KnownAt.Should().Equal(60.5);
    }

    [Fact]
    public async Task A_quiet_candle_is_known_once_the_exchange_would_have_said_that_nothing_is_missing()
    {
        using var recording = Market();
        recording.Ticks([10], 100);
        recording.Bid(300, 99, 2); // time goes on
        recording.Seal();

        var run = await RunAsync(recording);

        run.Candles.Select(candle => candle.TradeCount).Should().Equal(1, 0, 0, 0);
        run.KnownAt.Should().Equal([63.98, 123.98, 183.98, 243.98], "an answer may be two seconds old");
    }

    [Fact]
    public async Task Trades_that_were_fetched_later_are_in_their_candle_which_waits_for_them()
    {
        using var recording = Market();
        recording.Ticks([10], 100);
        string[] missed = [recording.Missed(20, 105), recording.Missed(30, 95)];
        recording.Ticks([40, 61, 62], 100);
        recording.Fetch(66, missed);
        recording.Ticks([70, 125], 101);
        recording.Seal();

        var run = await RunAsync(recording);

        var candle = run.Candles[0];
        (candle.TradeCount, candle.High, candle.Low).Should().Be((4, 105, 95));
        run.Run.Engine.LateTrades.Should().Be(0);
        run.Candles[1].TradeCount.Should().Be(3);
    }

    [Fact]
    public async Task For_trades_that_never_came_no_candle_waits()
    {
        using var recording = Market();
        recording.Ticks([10], 100);
        recording.Missed(20, 105);
        recording.Ticks([40, 61, 62, 125, 130], 100);
        recording.Seal();

        var run = await RunAsync(recording);

        run.Candles.Select(candle => candle.TradeCount).Should().Equal(2, 2);
        run.Candles[0].High.Should().Be(100);
    }

    [Fact]
    public async Task Trades_that_were_fetched_an_hour_later_are_waited_for_and_those_of_both_hours_come_once()
    {
        using var recording = Market();
        recording.Ticks([10], 100);
        var missed = recording.Missed(20, 105);
        recording.Ticks([40, 61, 3590], 100);
        recording.GoTo(3600);
        recording.Hours.Main.Append(FrameType.Connected, recording.Hours.Test.Now, default);
        recording.Book(3601, [(99, 1)], [(101, 1)]);
        recording.Fetch(3602, missed);
        recording.Ticks([3605, 3661], 100);
        recording.Seal();

        var run = await RunAsync(recording);

        run.Candles.Sum(candle => candle.TradeCount).Should().Be(6);
        run.Candles[0].High.Should().Be(105);
        run.KnownAt[0].Should().BeGreaterThan(3600);
    }

    [Fact]
    public async Task What_was_fetched_does_not_set_the_clock_back_when_it_has_not_been_set_for_long()
    {
        using var recording = Market();
        recording.Ticks([10], 100);
        var missed = recording.Missed(50, 105);
        recording.Ticks([55], 100);
        recording.Fetch(130, missed);
        recording.Bid(200, 99, 2);
        recording.Seal();

        var run = await RunAsync(recording);

        run.Candles.Select(candle => candle.TradeCount).Should().Equal(3, 0, 0);
        run.KnownAt.Should().Equal(131.98, 131.98, 183.98);
    }

    [Fact]
    public async Task Where_nobody_listened_for_trades_a_quiet_candle_waits_for_the_next_one()
    {
        using var recording = Market();
        recording.Ticks([10, 95], 100);
        recording.Bid(130, 99, 2);
        recording.Seal();
        var noon = Receipt.MicrosOf(TradedRecording.Noon);
        var gap = new GapRow(GapRow.Trades, "connection lost")
        {
            FromReceivedMicros = noon + 30_000_000,
            ToReceivedMicros = noon + 95_020_000,
            LastId = 1001,
            NextId = 1002,
            IsBackfilled = true,
        };

        var run = await RunAsync(recording, RecordedGaps.Of([(gap, RecordingHour.Of(noon))], [], []));

        run.KnownAt.Should().Equal([95, 123.98], "what was traded from 30 to 95 nobody knew before");
    }

    private static TradedRecording Market()
    {
        var recording = new TradedRecording();
        recording.Book(1, [(99, 1)], [(101, 1)]);
        return recording;
    }

    private static Task<RecordedRuns> RunAsync(TradedRecording recording, RecordedGaps? gaps = null) =>
        RecordedRuns.OfAsync(recording, Backtests.Setup(Silent), TimeSpan.Zero, gaps: gaps);
}
