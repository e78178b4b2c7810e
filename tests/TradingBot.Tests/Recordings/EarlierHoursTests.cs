using TradingBot.Data.Recordings.Collecting;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

/// <summary>What is known of earlier hours when one is sealed, also where it is little.</summary>
public sealed class EarlierHoursTests : IDisposable
{
    private readonly SealedHours _hours = new();

    public void Dispose() => _hours.Dispose();

    /// <summary>A list after a reconnect has the last fifty: of a trade an hour those of two days.</summary>
    [Fact]
    public void Trades_of_a_quiet_pair_that_are_listed_days_later_are_not_kept_again()
    {
        const int hours = 40;
        for (var hour = 1; hour <= hours; hour++)
        {
            _hours.Say(Trades("Stream", hour, hour));
            _hours.Seal();
        }

        _hours.Say(Trades("StreamSnapshot", 1, hours + 2));
        _hours.Seal();

        _hours.Trades().Id.Values.AsSpan(0, _hours.Trades().Count).ToArray().Should().Equal(hours + 1, hours + 2);
        _hours.Verify().Findings.Should().BeEmpty();
    }

    /// <summary>What is missing now is told by the last day, not by the first.</summary>
    [Fact]
    public async Task The_latest_trades_are_those_of_the_last_hours_that_have_any()
    {
        for (var hour = 1; hour <= 26; hour++)
        {
            _hours.Say(Trades("Stream", hour, hour));
            _hours.Seal();
        }

        var marks = await RecordedTrades.ReadAsync(
            _hours.Folder, "test", new TestDecoder(), _ => { }, CancellationToken.None);

        marks["XBTUSD"].Select(mark => mark.Id).Should().Equal(Enumerable.Range(3, 24).Select(id => (long)id));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(25, false)]
    public async Task A_book_goes_on_in_the_next_hour_only_where_its_depth_is_the_same(int depth, bool goesOn)
    {
        _hours.Say(new TestMarket(1).Snapshot());
        _hours.Seal();

        var start = await PairHistory.StartAsync(
            _hours.Folder, Manifest.Read(_hours.Folder), TestLog.Pair with { Depth = depth }, _hours.Test.Hour);

        (start.Book is not null).Should().Be(goesOn);
        start.Message.Should().Be(1);
    }

    [Fact]
    public void A_damaged_hour_costs_its_pair_the_book_and_no_other_pair_anything()
    {
        var (market, other) = (new TestMarket(1), new TestMarket(2, "ETHUSD"));
        _hours.Main.Describe(TestLog.Pair with { Symbol = "ETHUSD" });
        _hours.Say(market.Snapshot(), other.Snapshot(), Trades("Stream", 1, 5));
        _hours.Seal();
        foreach (var kind in new[] { SegmentKind.Changes, SegmentKind.Trades })
            File.WriteAllText(_hours.Folder.In(_hours.Name(kind).Path), "damaged");
        _hours.Say(market.Update(), other.Update(), Trades("StreamSnapshot", 4, 7));

        var result = _hours.Seal();

        result.Unreadable.Should().HaveCount(2).And.OnlyContain(line => line.Contains("XBTUSD"));
        _hours.Changes(symbol: "ETHUSD").Rows.Count.Should().BeGreaterThan(0);
        _hours.Changes().Rows.Count.Should().Be(0, "there is no book that the change could be applied to");
        _hours.Gaps().Should().Contain(gap => gap.Kind == GapRow.Book);
        _hours.Trades().Id.Values.AsSpan(0, _hours.Trades().Count).ToArray()
            .Should().Equal([6, 7], "those up to 5 stand in the damaged segment, as the manifest says");
    }

    private static string Trades(string source, int first, int last) =>
        $"trades XBTUSD {source}"
        + string.Concat(Enumerable.Range(first, last - first + 1).Select(id => TestMarket.TradeLine(id)));
}
