using System.Text;
using System.Text.Json;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Core.Market;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Recordings;

public sealed class BookRowsTests : IDisposable
{
    private readonly SealedHours _hours = new();

    [Fact]
    public void A_level_that_is_pushed_beyond_the_depth_is_a_row_of_quantity_0()
    {
        var levels = string.Concat(Enumerable.Range(0, 10).Select(i => $"|b {100 - i}.0 1"));
        _hours.Say($"book XBTUSD snapshot{levels}", "book XBTUSD update exch=9|b 100.5 2|b 99.0 0|b 98.5 3|b 98.7 4");

        _hours.Seal();

        var rows = _hours.Changes().Rows;
        Enumerable.Range(0, rows.Count)
            .Select(row => (rows.Message.Values[row], rows.Price[row], rows.Quantity[row], rows.IsEvicted.Values[row]))
            .Should().Equal(
                (2, 100.5m, 2m, false), (2, 99m, 0m, false), (2, 98.5m, 3m, false), (2, 98.7m, 4m, false),
                (2, 92m, 0m, true), (2, 91m, 0m, true));
        rows.ExchangeMicros.Values[0].Should().Be(9);
    }

    /// <summary>The real stream of Kraken, with the cut and without: 509 messages match, or the first 59.</summary>
    [PayloadTheory]
    [InlineData(10, 510, 0)]
    [InlineData(0, 60, 450)]
    public void All_509_recorded_changes_match_with_the_cut_and_59_without(int depth, int messages, int lost)
    {
        using var document = JsonDocument.Parse(Payloads.Read("python-kraken-sdk/orderbook-v2.json"));
        JsonElement[] frames =
            [document.RootElement.GetProperty("init"), .. document.RootElement.GetProperty("updates").EnumerateArray()];
        var parser = new FrameParser();
        var batches = new PairBatches(TestLog.Pair, 1, 8);
        var book = new BookRows(
            TestLog.Pair with { Depth = depth }, PairStart.None, new RecordingHour(0), batches, checksumEvery: 1);
        foreach (var frame in frames)
        {
            var updates = ((SocketMessage.Book)parser.Parse(Encoding.UTF8.GetBytes(frame.GetRawText()))).Updates;
            book.Take(Message(updates), new Receipt(1, 1));
        }

        book.Complete();

        book.LastMessage.Should().Be(messages);
        Enumerable.Range(0, batches.Changes.Count).Count(row => batches.Changes.Checksum[row] is not null)
            .Should().Be(messages - 1);
        Enumerable.Range(0, batches.Gaps.Count).Select(batches.Gaps.Row).Sum(gap => gap.Lost).Should().Be(lost);
    }

    [Fact]
    public void From_a_wrong_checksum_to_the_next_snapshot_is_a_gap()
    {
        var market = new TestMarket(1);
        _hours.Say(market.Snapshot(), market.Update());
        var from = _hours.Test.Now.WallMicros;
        market.Update(); // lost on its way
        _hours.Say(market.Update(), market.Update(), market.Snapshot());
        var to = _hours.Test.Now.WallMicros;
        _hours.Say(market.Update());
        _hours.Digest(market);

        _hours.Seal();

        _hours.Gaps().Should().Equal(new GapRow(GapRow.Book, "wrong checksum")
        {
            FromReceivedMicros = from,
            ToReceivedMicros = to,
            LastId = 2,
            NextId = 3,
            Lost = 2,
        });
        _hours.Verify().Findings.Should().BeEmpty();
        _hours.Verify().Digests.Should().Be(1);
    }

    [Fact]
    public void A_gap_that_is_open_when_the_hour_ends_goes_on_in_the_next()
    {
        var market = new TestMarket(2);
        _hours.Say(market.Snapshot(), market.Update());
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Seal();
        _hours.Say(market.Update(), market.Snapshot(), market.Update());
        var start = _hours.Test.Hour.StartMicros;
        _hours.Seal();

        _hours.Gaps(hoursAgo: 2).Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "connection lost: reset" && gap.ToReceivedMicros == null && gap.LastId == 2);
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "no snapshot yet" && gap.FromReceivedMicros == start && gap.NextId == 3 && gap.Lost == 1);
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Changes_that_came_before_their_snapshot_are_applied_after_it_and_older_ones_are_in_it()
    {
        _hours.Say(
            "book XBTUSD update first=1 last=4|b 90.0 9",
            "book XBTUSD update first=5 last=7|b 91.0 1",
            "book XBTUSD snapshot last=5|b 90.0 1",
            "book XBTUSD update first=8 last=8|b 92.0 1");

        _hours.Seal();

        var rows = _hours.Changes().Rows;
        Enumerable.Range(0, rows.Count).Select(row => (rows.Message.Values[row], rows.Price[row], rows.LastId[row]))
            .Should().Equal((2, 91m, 7), (3, 92m, 8));
        _hours.Gaps().Should().BeEmpty();
    }

    [Fact]
    public void A_jump_in_the_sequence_is_a_gap_until_the_next_snapshot()
    {
        _hours.Say(
            "book XBTUSD snapshot last=5|b 90.0 1",
            "book XBTUSD update first=6 last=7|b 91.0 1",
            "book XBTUSD update first=10 last=11|b 92.0 1",
            "book XBTUSD snapshot last=10|b 90.0 1");

        _hours.Seal();

        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "sequence jumps from 7 to 10" && gap.Lost == 2 && gap.LastId == 2 && gap.NextId == 3);
        _hours.Changes().Rows.Count.Should().Be(2, "that of the jump is applied to the snapshot");
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Changes_that_a_snapshot_is_too_old_for_wait_for_the_next_in_their_order()
    {
        _hours.Say(
            "book XBTUSD update first=8 last=8|b 91.0 1",
            "book XBTUSD update first=9 last=9|b 91.0 2",
            "book XBTUSD snapshot last=5|b 90.0 1",
            "book XBTUSD snapshot last=7|b 90.0 1");

        _hours.Seal();

        var rows = _hours.Changes().Rows;
        Enumerable.Range(0, rows.Count).Select(row => (rows.Message.Values[row], rows.Quantity[row]))
            .Should().Equal((3, 1m), (4, 2m));
        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap => gap.LastId == 1 && gap.NextId == 2);
    }

    [Fact]
    public void Changes_for_which_no_snapshot_comes_are_counted_as_lost()
    {
        _hours.Say("book XBTUSD update first=1 last=1|b 91.0 1", "book XBTUSD update first=2 last=2|b 91.0 2");

        _hours.Seal();

        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "no snapshot yet" && gap.Lost == 2 && gap.ToReceivedMicros == null);
    }

    [Fact]
    public void What_is_not_understood_is_a_gap()
    {
        var market = new TestMarket(3);
        _hours.Say(market.Snapshot(), "nonsense", market.Update(), market.Snapshot());

        _hours.Seal();

        _hours.Gaps().Where(gap => gap.Kind == GapRow.Book).Should().ContainSingle().Which.Should().Match<GapRow>(
            gap => gap.Reason == "a message is not understood: 'nonsense'" && gap.ToReceivedMicros != null);
    }

    [Fact]
    public void A_new_snapshot_of_a_book_that_is_held_is_a_gap_only_where_the_two_differ()
    {
        var market = new TestMarket(9);
        _hours.Say(market.Snapshot(), market.Update(), market.Snapshot());
        market.Update(); // nobody hears it
        _hours.Say(market.Snapshot());

        _hours.Seal();

        _hours.Gaps().Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
            gap.Reason == "changes missed before a new snapshot" && gap.LastId == 3 && gap.NextId == 4);
    }

    [Fact]
    public void Damage_of_the_log_is_a_gap_and_what_is_before_and_behind_it_is_kept()
    {
        var market = new TestMarket(4);
        _hours.Say(market.Snapshot());
        _hours.Say(Enumerable.Range(0, 20).Select(_ => market.Update()));
        _hours.Say(market.Snapshot());
        _hours.Say(Enumerable.Range(0, 20).Select(_ => market.Update()));
        _hours.Restart(file =>
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 4] ^= 1;
            File.WriteAllBytes(file, bytes);
        });
        _hours.Log.Recovered.Should().ContainSingle();

        _hours.Seal();

        _hours.Gaps()[0].Should().Match<GapRow>(gap =>
            gap.Reason == "the log is damaged" && gap.ToReceivedMicros != null);
        _hours.Changes().Info.LastMessage.Should().BeInRange(25, 41);
        _hours.Verify().Findings.Should().BeEmpty();
        Directory.GetFiles(_hours.Folder.Root, "*.frames", SearchOption.AllDirectories)
            .Should().ContainSingle("the damaged file stays in quarantine").Which.Should().Contain("/quarantine/");
    }

    [Fact]
    public void Frames_that_a_full_disk_refused_are_a_gap_of_book_and_trades()
    {
        var market = new TestMarket(5);
        _hours.Say(market.Snapshot(), market.Update());
        _hours.Test.FreeBytes = 0;
        _hours.Test.Time.Advance(TimeSpan.FromSeconds(1));
        _hours.Test.Say(_hours.Main, market.Update()).Should().BeFalse();
        _hours.Test.FreeBytes = 1L << 40;
        _hours.Test.Time.Advance(TimeSpan.FromSeconds(1));
        _hours.Say(market.Snapshot());

        _hours.Seal();

        _hours.Gaps().Select(gap => (gap.Kind, gap.Reason, gap.Lost)).Should().BeEquivalentTo(
            [(GapRow.Trades, "disk full", (long?)1), (GapRow.Book, "disk full", 1)]);
    }

    [Fact]
    public void A_book_without_a_depth_is_kept_whole()
    {
        _hours.Main.Describe(TestLog.Pair with { Depth = 0 });
        var levels = string.Concat(Enumerable.Range(1, 3000).Select(i => $"|a {i}.0 1"));
        _hours.Say($"book XBTUSD snapshot{levels}", "book XBTUSD update|a 3000.5 2");

        _hours.Seal();
        _hours.Seal();

        _hours.Changes(hoursAgo: 2).Rows.Count.Should().Be(1);
    }

    public void Dispose() => _hours.Dispose();

    private static BookMessage Message(BookUpdates updates)
    {
        var update = updates[0];
        CapturedLevel[] changes =
        [
            .. update.Bids.ToArray().Select(level => new CapturedLevel(Side.Buy, level)),
            .. update.Asks.ToArray().Select(level => new CapturedLevel(Side.Sell, level)),
        ];
        return new BookMessage("XBTUSD", updates.IsSnapshot, changes) { Checksum = update.Checksum };
    }
}
