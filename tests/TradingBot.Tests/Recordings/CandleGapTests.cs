using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using static TradingBot.Tests.Recordings.CandleWords;

namespace TradingBot.Tests.Recordings;

/// <summary>What becomes of candles where something was missed.</summary>
public sealed class CandleGapTests : IDisposable
{
    private readonly SealedHours _hours = new(TestLog.Pair with { CandleMinutes = 1 });
    private readonly CandleWords _words;
    private readonly long _start;

    public CandleGapTests()
    {
        _words = new CandleWords(_hours);
        _start = _words.Start;
    }

    [Fact]
    public void What_a_lost_line_missed_is_taken_from_the_list_after_it_and_nothing_twice()
    {
        _hours.Say(Update(Candle(0, 1)), Update(Candle(1, 1)));
        var (from, _) = _hours.Test.Now;
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Say("heartbeat");
        _hours.Note(FrameType.Connected, []);
        _hours.Say(List(Candle(-1, 9), Candle(0, 1), Candle(1, 8), Candle(2, 5), Candle(3, 1)));
        var (to, _) = _hours.Test.Now;
        _hours.Say(Update(Candle(4, 1)));

        _hours.Seal();

        Kept().Should().Equal("0:1", "1:8", "2:5", "3:1");
        _hours.Gaps().Should().Equal(new GapRow(GapRow.Candles, "connection lost: reset")
        {
            FromExchangeMicros = _start + Minute,
            ToExchangeMicros = _start + Minute,
            FromReceivedMicros = from,
            ToReceivedMicros = to,
            Lost = 0,
            IsBackfilled = true,
        });
    }

    [Fact]
    public void Candles_whose_end_nobody_heard_and_no_list_has_are_a_gap_and_no_guess()
    {
        _hours.Say(Update(Candle(0, 1)), Update(Candle(1, 1)));
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Say(List(Candle(5, 3), Candle(6, 1)), Update(Candle(7, 1)));

        _hours.Seal();

        Kept().Should().Equal("0:1", "5:3", "6:1");
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Kind == GapRow.Candles && gap.Lost == 4 && !gap.IsBackfilled
            && gap.FromExchangeMicros == _start + Minute && gap.ToExchangeMicros == _start + 5 * Minute);
    }

    [Fact]
    public void A_line_that_is_back_within_a_candle_loses_nothing_of_it()
    {
        _hours.Say(Update(Candle(0, 1)));
        _hours.Note(FrameType.Closed, []);
        _hours.Say(Update(Candle(0, 5)), Update(Candle(1, 1)));

        _hours.Seal();

        Kept().Should().Equal("0:5");
        _hours.Gaps().Should().ContainSingle().Which.Lost.Should().Be(0);
    }

    [Fact]
    public void A_list_that_comes_without_a_lost_line_tells_what_a_silent_channel_kept_back()
    {
        _hours.Say(Update(Candle(0, 1)), List(Candle(0, 4), Candle(1, 2), Candle(2, 1)), Update(Candle(3, 1)));
        _hours.Seal();
        Kept().Should().Equal("0:4", "1:2", "2:1");
        _hours.Gaps().Should().BeEmpty();

        _hours.Say(List(Candle(63, 1), Candle(64, 1)));
        _hours.Seal();

        Kept().Should().Equal("63:1");
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "candles are missing" && gap.Lost == 60);
    }

    [Theory]
    [InlineData("59:9 60:2 61:1", "59:9 60:2", "fetched", 0)]
    [InlineData("61:1 62:1", "61:1", "candles are missing", 2)]
    public void A_gap_that_goes_on_in_the_next_hour_is_told_there_with_what_it_cost(
        string list, string kept, string reason, int lost)
    {
        _hours.Say(Update(Candle(59, 1)));
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Seal();
        _hours.Gaps().Should().ContainSingle(gap => gap.Kind == GapRow.Candles)
            .Which.ToReceivedMicros.Should().BeNull();
        _hours.Note(FrameType.Connected, []);
        _hours.Say(List([.. list.Split(' ').Select(_words.Named)]));

        _hours.Seal();

        Kept().Should().Equal(kept.Split(' '));
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == reason && gap.Lost == lost && gap.IsBackfilled == (lost == 0)
            && gap.FromExchangeMicros == _start + 59 * Minute);
    }

    [Fact]
    public void A_gap_that_does_not_end_is_told_by_each_hour()
    {
        _hours.Say(Update(Candle(59, 1)));
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Seal();
        for (var hour = 0; hour < 2; hour++)
        {
            _hours.Say("heartbeat");
            _hours.Seal();
            _hours.Gaps().Should().Equal(
                new GapRow(GapRow.Candles, "candles are missing") { FromExchangeMicros = _start + 59 * Minute });
        }
    }

    [Fact]
    public void After_a_kill_the_running_candle_is_not_believed_to_have_ended_as_it_stood()
    {
        _hours.Say(Update(Candle(0, 1)));
        _hours.Restart();
        _hours.Note(FrameType.Connected, []);
        _hours.Say(Update(Candle(1, 1)), Update(Candle(2, 1)));

        _hours.Seal();

        Kept().Should().Equal("1:1");
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "the program had ended" && gap.Lost == 1);
    }

    [Fact]
    public void A_refused_subscription_is_a_gap_of_candles_and_of_nothing_else()
    {
        var refused = new GapRow(GapRow.Candles, "refused: no") { FromReceivedMicros = 5 };
        _hours.Say("trades XBTUSD Stream|17 5000 b 100.5 0.25");
        _hours.Note(FrameType.Gap, NoteJson.Bytes(new GapNote(refused) { Pair = "XBTUSD" }));

        _hours.Seal();

        _hours.Gaps().Should().Equal(refused);
        _hours.Candles().Count.Should().Be(0);
    }

    [Fact]
    public void A_gap_of_candles_takes_nothing_from_the_minutes()
    {
        var market = new TestMarket(1);
        _hours.Say(market.Snapshot(), market.Trades(1));
        var refused = new GapRow(GapRow.Candles, "refused: no");
        _hours.Note(FrameType.Gap, NoteJson.Bytes(new GapNote(refused) { Pair = "XBTUSD" }));
        _hours.Listen(TimeSpan.FromMinutes(3));

        _hours.Seal();

        var minutes = _hours.Minutes();
        minutes.IsCovered.Values.AsSpan(0, minutes.Count).ToArray().Should().Equal(false, true, true);
    }

    [Fact]
    public void What_the_disk_did_not_take_may_be_the_end_of_a_candle()
    {
        _hours.Say(Update(Candle(0, 1)));
        _hours.Note(FrameType.Gap, NoteJson.Bytes(new GapNote(new GapRow(GapRow.Both, "disk full"))));
        _hours.Say(Update(Candle(1, 1)));

        _hours.Seal();

        Kept().Should().BeEmpty();
        _hours.Gaps().Should().Contain(gap =>
            gap.Kind == GapRow.Candles && gap.Reason == "disk full" && gap.Lost == 1);
    }

    [Fact]
    public void Candles_that_are_not_recorded_any_longer_are_no_gap_until_they_are_again()
    {
        _hours.Say(Update(Candle(58, 1)), Update(Candle(59, 1)));
        _hours.Seal();
        _hours.Restart(pair: TestLog.Pair);
        _hours.Note(FrameType.Connected, []);
        _hours.Say("heartbeat");
        _hours.Seal().Segments.Should().NotContain(segment => segment.Path.Contains("kind=candles"));
        _hours.Gaps().Should().BeEmpty();
        _hours.Restart(pair: TestLog.Pair with { CandleMinutes = 1 });
        _hours.Note(FrameType.Connected, []);
        _hours.Say(List(Candle(100, 1), Candle(120, 1)));

        _hours.Seal();

        Kept().Should().Equal("100:1");
        _hours.Gaps().Should().ContainSingle().Which.Lost.Should().Be(41);
    }

    [Fact]
    public void Candles_that_were_given_up_within_an_hour_are_kept_up_to_then()
    {
        _hours.Say(Update(Candle(0, 1)));
        _hours.Seal();
        _hours.Say(Update(Candle(60, 1)));
        _hours.Restart(pair: TestLog.Pair);
        _hours.Note(FrameType.Connected, []);
        _hours.Say("heartbeat");

        _hours.Seal();

        Kept().Should().Equal("0:1");
    }

    public void Dispose() => _hours.Dispose();

    private string Candle(int minute, int state) => _words.Candle(minute, state);

    private List<string> Kept() => _words.Kept();
}
