using System.Globalization;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

/// <summary>Minutes are named by their number since the hour in which a test begins.</summary>
public sealed class CandleRowsTests : IDisposable
{
    private const long Minute = 60_000_000;

    private readonly SealedHours _hours = new(TestLog.Pair with { CandleMinutes = 1 });
    private readonly long _start;

    public CandleRowsTests() => _start = _hours.Test.Hour.StartMicros;

    [Fact]
    public void Of_a_candle_that_is_sent_again_and_again_the_last_state_is_kept_once_a_later_one_is_heard_of()
    {
        _hours.Say(Update(Candle(0, 1)), Update(Candle(0, 2)), Update(Candle(0, 3)), Update(Candle(1, 1)));
        _hours.Say(Update(Candle(1, 4)), Update(Candle(2, 1)), Update(Candle(2, 2)));

        _hours.Seal();

        Kept().Should().Equal("0:3", "1:4");
        _hours.Gaps().Should().BeEmpty();
    }

    [Fact]
    public void All_that_the_exchange_says_is_kept_digit_for_digit_with_both_times()
    {
        _hours.Say($"candles XBTUSD update exch=77|5 {_start} 100.5 101.0 99.9 100.0 0.00000001 100.4 3");
        var (received, _) = _hours.Test.Now;
        _hours.Say($"candles XBTUSD update|5 {_start + 5 * Minute} 1 1 1 1 1 1 1");

        var line = _hours.Seal().Segments.Single(segment => segment.Path.Contains("kind=candles"));

        var rows = _hours.Candles();
        string.Join(' ', rows.Columns.Select(column => column.Text(0))).Should().Be(
            $"{_start} 5 100.5 101.0 99.9 100.0 0.00000001 100.4 3 77 {received}");
        (line.Rows, line.First, line.FromMicros).Should().Be((1, _start, received));
    }

    [Fact]
    public void The_candle_that_an_hour_ends_in_is_kept_in_the_hour_that_hears_its_end()
    {
        _hours.Say(Update(Candle(58, 1)), Update(Candle(59, 1)), Update(Candle(59, 7)));
        _hours.Seal();
        Kept().Should().Equal("58:1");
        _hours.Say(Update(Candle(60, 1)), Update(Candle(61, 1)));

        _hours.Seal();

        Kept().Should().Equal("59:7", "60:1");
        _hours.Gaps().Should().BeEmpty();
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void An_hour_in_which_nothing_is_traded_forgets_nothing()
    {
        _hours.Say(Update(Candle(59, 7)));
        _hours.Seal();
        _hours.Listen(TimeSpan.FromMinutes(1));
        _hours.Seal();
        _hours.Say(Update(Candle(130, 1)));

        _hours.Seal();

        Kept().Should().Equal("59:7");
    }

    [Fact]
    public void Candles_that_nobody_traded_are_no_gap()
    {
        _hours.Say(Update(Candle(0, 1)), Update(Candle(7, 1)), Update(Candle(8, 1)));

        _hours.Seal();

        Kept().Should().Equal("0:1", "7:1");
        _hours.Gaps().Should().BeEmpty();
        _hours.Verify().Should().Match<TradingBot.Data.Recordings.Checks.VerifyReport>(
            report => report.Findings.Count == 0 && report.Candles == 2);
    }

    [Fact]
    public void Of_the_list_after_the_first_subscription_all_but_the_running_one_are_over()
    {
        _hours.Say(List(Candle(-2, 5), Candle(-1, 6), Candle(0, 1)), Update(Candle(0, 2)), Update(Candle(1, 1)));

        _hours.Seal();

        Kept().Should().Equal("-2:5", "-1:6", "0:2");
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
        _hours.Say(List([.. list.Split(' ').Select(Named)]));

        _hours.Seal();

        Kept().Should().Equal(kept.Split(' '));
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == reason && gap.Lost == lost && gap.IsBackfilled == (lost == 0)
            && gap.FromExchangeMicros == _start + 59 * Minute);
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
    public void Each_length_goes_its_own_way()
    {
        _hours.Say(Update(Candle(0, 1), Candle(0, 1, length: 5)), Update(Candle(1, 1), Candle(0, 2, length: 5)));
        _hours.Say(Update(Candle(5, 1, length: 5)));

        _hours.Seal();

        Kept().Should().Equal("0:1", "0:2");
    }

    [Fact]
    public void An_average_with_more_digits_than_the_prices_keeps_them()
    {
        _hours.Say($"candles XBTUSD update|1 {_start} 100.5 100.5 100.5 100.5 1 100.48213 3", Update(Candle(1, 1)));

        _hours.Seal();

        _hours.Candles().AveragePrice[0].Should().Be(100.48213m);
    }

    [Fact]
    public void Where_none_are_recorded_there_is_no_file_of_them()
    {
        using var hours = new SealedHours();
        hours.Say("trades XBTUSD Stream|17 5000 b 100.5 0.25");

        hours.Seal().Segments.Should().NotContain(segment => segment.Path.Contains("kind=candles"));
    }

    public void Dispose() => _hours.Dispose();

    private static string Update(params string[] candles) =>
        "candles XBTUSD update exch=5|" + string.Join('|', candles);

    private static string List(params string[] candles) =>
        "candles XBTUSD snapshot exch=5|" + string.Join('|', candles);

    /// <param name="minute">When it begins.</param>
    /// <param name="state">Of how many trades it is.</param>
    /// <param name="length">In minutes.</param>
    private string Candle(int minute, int state, int length = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $"{length} {_start + minute * Minute} 100.0 101.0 99.0 100.5 {state}.5 100.2 {state}");

    /// <summary>Minute and state.</summary>
    private string Named(string text) => Candle(
        int.Parse(text.Split(':')[0], CultureInfo.InvariantCulture),
        int.Parse(text.Split(':')[1], CultureInfo.InvariantCulture));

    private List<string> Kept()
    {
        var rows = _hours.Candles();
        return [.. Enumerable.Range(0, rows.Count).Select(row =>
            $"{(rows.BeginMicros.Values[row] - _start) / Minute}:{rows.Trades.Values[row]}")];
    }
}
