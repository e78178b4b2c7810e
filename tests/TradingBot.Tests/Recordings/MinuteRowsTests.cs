using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Core.Market.Figures;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Tests.Recordings;

public sealed class MinuteRowsTests : IDisposable
{
    private readonly SealedHours _hours = new();
    private readonly TestMarket _market = new(1);

    /// <summary>One piece of code, and the same events at the same times: else it would be another figure.</summary>
    [Fact]
    public void A_minutes_figures_are_those_that_a_listener_had_at_its_end()
    {
        var listener = new MinuteFiguresBuilder();
        var expected = new List<IReadOnlyList<double>>();
        _hours.Say(_market.Snapshot());
        listener.Add(_market.Held, Now());
        for (var second = 1; second <= 60 * 8; second++)
        {
            _hours.Test.Time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(2));
            if (second % 60 == 0) // what comes next comes in the next minute
                expected.Add(MinuteFigureNames.Of(listener.Build(_market.Held, Now().AddMilliseconds(1))!));
            _hours.Say(_market.Update());
            listener.Add(_market.Held, Now());
            _hours.Say(_market.Trades(2));
            listener.Add(Side.Buy, QuantityOf(1000 + 2 * second - 1), Now());
            listener.Add(Side.Buy, QuantityOf(1000 + 2 * second), Now());
        }

        _hours.Seal();

        var rows = _hours.Minutes();
        for (var row = 0; row < expected.Count; row++)
            rows.Figures.Select(figure => figure.Values[row]).Should().Equal(expected[row], $"minute {row}");
        rows.Count.Should().Be(expected.Count).And.Be(8);
        rows.Figure("buys_60s").Values[3].Should().Be(120);
        rows.Figure("realised_vol_300s_bps").Values[..7].Count(double.IsNaN)
            .Should().Be(5, "five minutes are not over");
        rows.BestAsk[6].Should().BeGreaterThan(rows.BestBid[6]);
        rows.ExchangeMicros[0].Should().NotBeNull();
        _hours.Verify().Findings.Should().BeEmpty();
        _hours.Verify().Minutes.Should().Be(8);
    }

    [Fact]
    public void A_minute_is_covered_when_nothing_of_it_is_missing()
    {
        _hours.Say(_market.Snapshot(), _market.Trades(1));
        _hours.Listen(TimeSpan.FromMinutes(3));
        _hours.Seal();

        Covered(_hours.Minutes()).Should().Equal((0, false), (1, true), (2, true));
    }

    [Fact]
    public void From_hour_to_hour_nothing_is_missing()
    {
        _hours.Say(_market.Snapshot(), _market.Trades(1));
        _hours.Listen(TimeSpan.FromMinutes(60));
        _hours.Say(_market.Trades(1));
        _hours.Listen(TimeSpan.FromMinutes(2));
        _hours.Seal();

        Covered(_hours.Minutes(hoursAgo: 2)).Should().HaveCount(60).And.EndWith((59, true));
        Covered(_hours.Minutes()).Should().Equal((0, true), (1, true));
        _hours.Minutes().Figure("buys_60s").Values[..2].Should().Equal(1, 0);
    }

    public static TheoryData<string, int[]> Losses => new()
    {
        { "connection lost", [3, 4] },
        { "wrong checksum", [3, 4] },
        { "no heartbeat for eleven seconds", [3] },
        { "no heartbeat for a minute", [3, 4] },
        { "a gap is noted", [1, 2, 3, 4] },
        { "trades are missing", [1, 2, 3] },
        { "trades are refused", [3, 4] },
        { "a message is not understood", [3, 4] },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_minute_in_which_something_is_missing_is_not_covered(string loss, int[] minutes)
    {
        _hours.Say(_market.Snapshot(), _market.Trades(1));
        _hours.Listen(TimeSpan.FromMinutes(3));
        Lose(loss);
        _hours.Listen(TimeSpan.FromMinutes(1));
        _hours.Say(_market.Snapshot(), _market.Trades(1));
        _hours.Listen(TimeSpan.FromMinutes(57));
        _hours.Seal();

        var rows = Covered(_hours.Minutes(hoursAgo: 2));
        rows.Where(row => !row.IsCovered).Select(row => row.Minute)
            .Should().Equal(rows.Select(row => row.Minute).Intersect([0, .. minutes]))
            .And.Contain(minutes[^1]);
    }

    [Fact]
    public void At_the_end_of_a_minute_without_a_known_book_or_a_living_connection_there_is_no_row()
    {
        _hours.Say(_market.Snapshot());
        _hours.Listen(TimeSpan.FromMinutes(2));
        _hours.Note(FrameType.Closed, []);
        _hours.Listen(TimeSpan.FromMinutes(2));
        _hours.Say(_market.Snapshot());
        _hours.Listen(TimeSpan.FromMinutes(1));
        _hours.Seal(); // and then the process was killed: no frame any more

        Covered(_hours.Minutes()).Should().Equal((0, false), (1, true), (4, false));
    }

    [Fact]
    public void A_trade_that_is_fetched_or_comes_again_is_not_counted_among_those_that_happen()
    {
        _hours.Say(_market.Snapshot(), _market.Trades(3), "trades XBTUSD Stream" + TestMarket.TradeLine(1003));
        _hours.Say("trades XBTUSD Rest" + TestMarket.TradeLine(900));
        _hours.Listen(TimeSpan.FromMinutes(1));
        _hours.Say("trades XBTUSD StreamSnapshot" + TestMarket.TradeLine(1004));
        _hours.Listen(TimeSpan.FromMinutes(2));
        _hours.Seal();

        _hours.Minutes().Figure("buys_60s").Values[..3].Should().Equal(double.NaN, 0, 0);
        _hours.Trades().Count.Should().Be(5);
    }

    [Fact]
    public void A_clock_that_jumps_adds_no_minute_and_takes_none()
    {
        _hours.Say(_market.Snapshot());
        _hours.Listen(TimeSpan.FromMinutes(2));
        _hours.Test.Time.SetWallClock(_hours.Test.Time.GetUtcNow() - TimeSpan.FromSeconds(90));
        _hours.Say(_market.Update());
        _hours.Listen(TimeSpan.FromMinutes(4));
        _hours.Seal();

        Covered(_hours.Minutes()).Select(row => row.Minute).Should().Equal(0, 1, 2, 3);
        _hours.Verify().Findings.Should().BeEmpty();
    }

    public void Dispose() => _hours.Dispose();

    private void Lose(string loss)
    {
        switch (loss)
        {
            case "connection lost":
                _hours.Note(FrameType.Closed, []);
                break;
            case "wrong checksum":
                _hours.Say("book XBTUSD update crc=1|b 100.5 1");
                break;
            case "no heartbeat for eleven seconds":
                _hours.Test.Time.Advance(TimeSpan.FromSeconds(11));
                break;
            case "no heartbeat for a minute":
                _hours.Test.Time.Advance(TimeSpan.FromSeconds(61));
                break;
            case "a gap is noted":
                var from = _hours.Test.Now.WallMicros - 100_000_000;
                Note(new GapRow(GapRow.Trades, "silent") { FromReceivedMicros = from });
                break;
            case "trades are missing":
                _market.Trades(2);
                _hours.Say(_market.Trades(1));
                break;
            case "trades are refused":
                Note(new GapRow(GapRow.Trades, "not here"));
                break;
            default:
                _hours.Say("what is this");
                break;
        }
    }

    private void Note(GapRow gap) => _hours.Note(FrameType.Gap, NoteJson.Bytes(new GapNote(gap)));

    private DateTime Now() => _hours.Test.Time.GetUtcNow().UtcDateTime;

    private static decimal QuantityOf(long trade) =>
        decimal.Parse(TestMarket.TradeLine(trade).Split(' ')[4], CultureInfo.InvariantCulture);

    private static List<(int Minute, bool IsCovered)> Covered(MinuteBatch rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(row =>
            ((int)(rows.Minute.Values[row] / 60_000_000 % 60), rows.IsCovered.Values[row]))];
}
