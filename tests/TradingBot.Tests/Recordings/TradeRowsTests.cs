using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Recordings;

public sealed class TradeRowsTests : IDisposable
{
    private readonly SealedHours _hours = new();

    /// <summary>After a reconnect: as many were missed as the list holds, fewer or more, and thousands.</summary>
    [Theory]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(5000)]
    public void Each_trade_is_kept_once_whether_it_came_by_list_or_by_REST(int missed)
    {
        _hours.Say(Lines("Stream", 1, 100), Lines("StreamSnapshot", 100 + missed - 49, 100 + missed));
        _hours.Say(Lines("Stream", 100 + missed + 1, 100 + missed + 10));
        _hours.Say(Lines("Rest", 90, 100 + missed));

        _hours.Seal();

        var trades = _hours.Trades();
        trades.Id.Values.AsSpan(0, trades.Count).ToArray().Order()
            .Should().Equal(Enumerable.Range(1, 110 + missed).Select(id => (long)id));
        // What the list does not reach back to was missing until it was fetched.
        _hours.Gaps().Should().Equal(missed > 50
            ? [Fetched(100, 101 + missed - 50)]
            : []);
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Each_hole_that_was_fetched_in_its_own_hour_is_a_gap_of_its_own()
    {
        _hours.Say(Lines("Stream", 1, 10), Lines("Stream", 12, 20), Lines("Stream", 25, 30));
        _hours.Say(Lines("Rest", 9, 22), Lines("Rest", 20, 26));

        _hours.Seal();

        _hours.Gaps().Should().Equal(Fetched(10, 12), Fetched(20, 25));
    }

    [Fact]
    public void Twins_of_equal_time_price_and_quantity_are_both_kept_with_all_their_digits()
    {
        const string twin = "5000 b 100.5 0.00000010 market";
        _hours.Say($"trades XBTUSD Stream|7 {twin}|8 {twin}|9 6000 a 1 2");

        _hours.Seal();

        var trades = _hours.Trades();
        Enumerable.Range(0, trades.Count).Select(row => (
                trades.Id.Values[row], trades.ExchangeMicros.Values[row], trades.IsBuy.Values[row], trades.Price[row],
                trades.Quantity[row], trades.IsMarket[row]))
            .Should().Equal(
                (7, 5000, true, 100.5m, 0.0000001m, 1), (8, 5000, true, 100.5m, 0.0000001m, 1),
                (9, 6000, false, 1m, 2m, null));
    }

    [Fact]
    public void Trades_that_are_missing_are_a_gap_and_those_fetched_in_a_later_hour_are_told()
    {
        _hours.Say(Lines("Stream", 1, 10), Lines("Stream", 16, 20));
        _hours.Seal();
        _hours.Gaps().Should().Equal(
            new GapRow(GapRow.Trades, "trades are missing") { LastId = 10, NextId = 16, Lost = 5 });
        _hours.Say(Lines("Rest", 9, 18), Lines("Stream", 21, 22));

        _hours.Seal();

        _hours.Gaps().Should().Equal(Fetched(10, 16));
        _hours.Trades().Count.Should().Be(7);
        _hours.Trades().Source.Values[0].Should().Be((long)TradeSource.Rest);
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Rest", 0)]
    [InlineData(null, 5)]
    public void A_lost_connection_is_told_with_what_it_has_cost_in_the_end(string? fetched, int lost)
    {
        _hours.Say(Lines("Stream", 1, 10), "heartbeat");
        var (from, _) = _hours.Test.Now;
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Say(Lines("StreamSnapshot", 16, 20));
        var (to, _) = _hours.Test.Now;
        if (fetched is not null)
            _hours.Say(Lines(fetched, 9, 18));

        _hours.Seal();

        _hours.Gaps()[0].Should().Be(new GapRow(GapRow.Trades, "connection lost: reset")
        {
            FromReceivedMicros = from,
            ToReceivedMicros = to,
            LastId = 10,
            NextId = 20,
            Lost = lost,
            IsBackfilled = lost == 0,
        });
        _hours.Gaps().Should().HaveCount(lost == 0 ? 1 : 2, "what is still missing is told alone");
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void What_is_interrupted_again_before_a_trade_came_is_one_gap_from_the_first_time()
    {
        _hours.Say(Lines("Stream", 1, 10), "heartbeat");
        var (from, _) = _hours.Test.Now;
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Note(FrameType.Connected, []);
        _hours.Say("heartbeat");
        _hours.Note(FrameType.Closed, "reset again"u8.ToArray());
        _hours.Say(Lines("StreamSnapshot", 11, 12));

        _hours.Seal();

        _hours.Gaps().Where(gap => gap.Kind == GapRow.Trades).Should().ContainSingle()
            .Which.Should().Match<GapRow>(gap =>
                gap.Reason == "connection lost: reset" && gap.FromReceivedMicros == from && gap.LastId == 10);
    }

    [Fact]
    public void A_gap_of_an_earlier_hour_is_not_told_again()
    {
        _hours.Say(Lines("Stream", 1, 10), Lines("Stream", 16, 20));
        _hours.Seal();
        _hours.Say(Lines("Rest", 12, 13), Lines("Stream", 21, 21));

        _hours.Seal();

        _hours.Gaps().Should().BeEmpty();
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void The_manifest_has_the_lowest_and_the_highest_id()
    {
        _hours.Say(Lines("Stream", 21, 30), Lines("Rest", 11, 20));

        var line = _hours.Seal().Segments.Single(segment => segment.Path.Contains("kind=trades"));

        (line.First, line.Last, line.Rows).Should().Be((11, 30, 20));
        line.Path.Should().Be(_hours.Name(SegmentKind.Trades).Path);
    }

    public void Dispose() => _hours.Dispose();

    private static GapRow Fetched(long last, long next) =>
        new(GapRow.Trades, "fetched") { LastId = last, NextId = next, Lost = next - last - 1, IsBackfilled = true };

    private static string Lines(string source, int first, int last) =>
        $"trades XBTUSD {source}"
        + string.Concat(Enumerable.Range(first, last - first + 1).Select(id => TestMarket.TradeLine(id)));
}
