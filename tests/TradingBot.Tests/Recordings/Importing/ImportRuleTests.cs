using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Cli;
using static TradingBot.Tests.Recordings.Importing.ReceivedLines;

namespace TradingBot.Tests.Recordings.Importing;

public sealed class ImportRuleTests : IDisposable
{
    private const double Hour = 3600;

    private readonly ImportedRecording _recording = new();

    [Fact]
    public void Changes_that_a_snapshot_has_are_skipped_and_the_first_one_applied_reaches_across_its_id()
    {
        _recording.ImportFrames(
            Depth(1, 5, 9, """["99.00","7"]"""),
            Depth(2, 10, 14, """["98.00","3"]"""),
            Snapshot(3, lastId: 12),
            Depth(4, 15, 16, asks: """["101.00","0"],["102.00","2.5"]"""));

        _recording.Changes().Should().Equal(
            (2, 'b', 98m, 3m), (3, 'a', 101m, 0m), (3, 'a', 102m, 2.5m));
        _recording.Gaps().Should().BeEmpty();
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData(13, 1)]
    [InlineData(12, 1)]
    [InlineData(14, 0)]
    public void The_first_change_behind_a_snapshot_has_its_id_and_one_or_there_is_a_gap(long first, int applied)
    {
        _recording.ImportFrames(Snapshot(1, lastId: 12), Depth(2, first, 20, """["99.00","1"]"""));

        _recording.Changes().Should().HaveCount(applied);
        _recording.Gaps().Select(gap => (gap.Kind, gap.Reason, gap.Lost)).Should().Equal(applied == 1
            ? []
            : [(GapRow.Book, "sequence jumps from 12 to 14", 2)]);
    }

    [Fact]
    public void From_a_jump_of_the_ids_to_the_next_snapshot_is_a_gap_without_changes()
    {
        _recording.ImportFrames(
            Snapshot(1, lastId: 10),
            Depth(2, 11, 12, """["99.00","1"]"""),
            Depth(3, 15, 16, """["98.00","1"]"""),
            Depth(4, 17, 18, """["97.00","1"]"""),
            Snapshot(5, lastId: 20),
            Depth(6, 21, 22, """["96.00","1"]"""));

        _recording.Changes().Select(change => change.Price).Should().Equal(99m, 96m);
        _recording.Gaps().Should().Equal(new GapRow(GapRow.Book, "sequence jumps from 12 to 15")
        {
            FromReceivedMicros = Micros(2),
            ToReceivedMicros = Micros(5),
            LastId = 2,
            NextId = 3,
            Lost = 2,
        });
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_snapshot_that_is_older_than_the_book_changes_nothing()
    {
        _recording.ImportFrames(
            Snapshot(1, lastId: 10),
            Depth(2, 11, 20, """["99.00","1"]"""),
            Snapshot(3, lastId: 15, bid: "55.00"),
            Depth(4, 21, 22, """["98.00","1"]"""));

        _recording.Changes().Select(change => change.Price).Should().Equal(99m, 98m);
        _recording.Gaps().Should().BeEmpty();
    }

    [Fact]
    public void A_change_of_nothing_moves_the_id_and_is_no_message()
    {
        _recording.ImportFrames(Snapshot(1, lastId: 10), Depth(2, 11, 12), Depth(3, 13, 14), Depth(4, 15, 15));

        _recording.States().Should().ContainSingle();
        _recording.Gaps().Should().BeEmpty();
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Trades_are_there_once_and_ids_that_are_missing_are_a_gap()
    {
        _recording.ImportFrames(
            Trade(1, 7), Trade(2, 8, isBuyerMaker: true), Trade(2.5, 8, isBuyerMaker: true), Trade(3, 11));

        _recording.Trades().Should().Equal(7, 8, 11);
        _recording.Rows(SegmentKind.Trades, info => new TradeBatch(info.PriceDecimals, info.QuantityDecimals))
            .Single().Rows.IsBuy.Values[..3].Should().Equal(true, false, true);
        _recording.Gaps().Should().Equal(
            new GapRow(GapRow.Trades, "trades are missing") { LastId = 8, NextId = 11, Lost = 2 });
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_recording_over_the_full_hour_is_two_hours_that_join()
    {
        _recording.ImportFrames(
            Snapshot(Hour - 2, lastId: 10),
            Depth(Hour - 1, 11, 12, """["99.00","1"]"""),
            Depth(Hour + 1, 13, 14, """["98.00","1"]"""));

        _recording.Segments.Where(name => name.Kind == SegmentKind.Changes).Select(name => $"{name.Hour}")
            .Should().Equal("2024-08-08T12", "2024-08-08T13");
        _recording.Verify().Should().BeEquivalentTo(new { Findings = Array.Empty<string>(), Joins = 1L, Gaps = 0L });
    }

    [Fact]
    public void A_second_import_goes_on_with_the_book_where_the_ids_do()
    {
        _recording.ImportFrames(Snapshot(1, lastId: 10), Depth(2, 11, 12, """["99.00","1"]"""), Trade(3, 7));
        _recording.ImportFrames(Depth(Hour, 13, 14, """["98.00","1"]"""), Trade(Hour + 1, 8));

        _recording.States().Last().Book.Bids.ToArray().Select(level => level.Price).Should().Equal(100m, 99m, 98m);
        _recording.Gaps().Should().BeEmpty();
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void What_is_missing_between_two_imports_is_a_gap()
    {
        _recording.ImportFrames(Snapshot(0, lastId: 8), Depth(1, 9, 10, """["99.00","1"]"""), Trade(3, 7));
        _recording.ImportFrames(Depth(2 * Hour, 14, 15, """["98.00","1"]"""), Trade(2 * Hour, 9));

        _recording.Gaps().Select(gap => (gap.Kind, gap.Reason, gap.FromReceivedMicros)).Should().BeEquivalentTo([
            (GapRow.Book, "sequence jumps from 10 to 14", Micros(1)),
            (GapRow.Trades, "trades are missing", (long?)null),
        ]);
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Of_whole_books_the_first_is_a_snapshot_and_then_only_what_differs_is_stored()
    {
        _recording.ImportBooks(
            Book(1, """["100.0","1"],["99.0","2"]""", """["101.0","1"],["102.0","2.50"]"""),
            Book(2, """["100.0","1"],["98.0","3"]""", """["101.0","0.5"],["102.0","2.5"]"""),
            Book(3, """["100.0","1"],["98.0","3"]""", """["101.0","0.5"],["102.0","2.5"]"""),
            Book(4, """["100.0","1"]""", """["101.0","0.5"],["102.0","2.5"]"""));

        _recording.Changes().Should().Equal(
            (2, 'b', 99m, 0m), (2, 'b', 98m, 3m), (2, 'a', 101m, 0.5m), (3, 'b', 98m, 0m));
        _recording.States().Should().HaveCount(3);
        _recording.Gaps().Should().BeEmpty();
        _recording.Verify().Findings.Should().BeEmpty();
        var info = _recording
            .Rows(SegmentKind.Changes, facts => new ChangeBatch(facts.PriceDecimals, facts.QuantityDecimals))
            .First().Info;
        (info.PriceDecimals, info.QuantityDecimals, info.Depth).Should().Be((0, 1, 2));
    }

    [Fact]
    public void The_depth_of_whole_books_is_that_of_the_longest_side()
    {
        _recording.ImportBooks(
            Book(1, """["100","1"]""", """["101","1"],["102","1"],["103","1"]"""),
            Book(2, """["100","1"],["99","1"]""", """["101","1"]"""));

        _recording
            .Rows(SegmentKind.Changes, facts => new ChangeBatch(facts.PriceDecimals, facts.QuantityDecimals))
            .First().Info.Depth.Should().Be(3);
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Between_two_imports_of_whole_books_is_a_gap_because_nothing_proves_that_none_is_missing()
    {
        _recording.ImportBooks(
            Book(0, """["100","1"]""", """["101","1"]"""), Book(1, """["100","2"]""", """["101","1"]"""));
        _recording.ImportBooks(Book(Hour, """["100","2"]""", """["101","1"]"""));

        _recording.Gaps().Should().Equal(new GapRow(GapRow.Book, "the program had ended")
        {
            FromReceivedMicros = Micros(1),
            ToReceivedMicros = Micros(Hour),
            LastId = 2,
            NextId = 3,
        });
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void Several_files_are_one_recording_and_gzip_makes_no_difference()
    {
        string[] lines = [Snapshot(1, 10), Depth(2, 11, 12, """["99.00","1"]"""), Depth(3, 13, 13, """["98.5","1"]""")];
        using var other = new ImportedRecording();
        var last = other.Write("two.txt", lines[2..]);
        File.WriteAllText(last, File.ReadAllText(last).TrimEnd('\n'));

        _recording.ImportFrames(lines);
        var run = other.Import(
            $"binance-frames {other.WriteGzip("one.gz", lines[..2])} {last} -x binance -c btc/usdt");

        run.Errors.Should().BeEmpty();
        other.Files().Should().Equal(_recording.Files());
    }

    /// <summary>What is not stored of the messages is no mistake: best prices, candles, acknowledgements.</summary>
    [Fact]
    public void Messages_of_other_streams_are_passed_over()
    {
        _recording.ImportFrames(
            Frame(1, """{"result":null,"id":1}"""),
            Frame(2, """{"stream":"btcusdt@bookTicker","data":{"u":1,"s":"BTCUSDT","b":"1","B":"1","a":"2"}}"""),
            Frame(3, """{"stream":"btcusdt@depth5","data":{"lastUpdateId":5,"bids":[["1","1"]],"asks":[]}}"""),
            Frame(4, """{"e":"kline","s":"BTCUSDT"}"""),
            "",
            Trade(5, 7));

        _recording.Segments.Select(name => name.Kind).Should().Equal(SegmentKind.Trades);
    }

    [Fact]
    public void An_exchange_that_can_be_imported_is_no_venue()
    {
        Shell.Run($"collect -x binance -c BTCUSDT --data {_recording.Directory}").Errors
            .Should().Be("--exchange: 'binance' is not allowed; use kraken\n");
        Shell.Run("-x binance -c BTCUSDT --mode live").ExitCode.Should().Be(2);
    }

    [Fact]
    public void Followers_take_what_was_imported()
    {
        _recording.ImportFrames(
            [Snapshot(1, lastId: 10), .. Enumerable.Range(2, 130).Select(at => Trade(at, at))]);

        var run = Shell.Run($"follow {_recording.Directory} --to csv:{_recording.Directory}-csv --once");

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        File.ReadAllLines($"{_recording.Directory}-csv/minutes_binance-BTCUSDT_2024-08-08.csv")
            .Should().HaveCount(3, "two minutes and the header");
    }

    /// <summary>It is the venue whose name it got: its rules, its fees.</summary>
    [Fact]
    public void What_was_imported_under_the_name_of_a_venue_can_be_traded_on()
    {
        string[] frames =
            [Snapshot(0, lastId: 10), .. Enumerable.Range(1, 60).Select(at => Trade(at * 5, at, price: "100.9"))];
        _recording.Import($"binance-frames {_recording.Write("frames.txt", frames)} -x kraken -c BTCUSDT")
            .Output.Should().StartWith("kraken:XBTUSDT: 61 messages");

        var run = Shell.Run(
            $"-x kraken -c XBTUSDT -p 1 -s 2024-08-08T12:00 --data recording:{_recording.Directory} --volume 0.5 "
            + "--strategy order-book-bias --set enter=-0.9999 --set leave=-1 --trades 1 --fee 0");

        run.Errors.Should().BeEmpty();
        run.Output.Should().Contain("1 buys");
    }

    public void Dispose() => _recording.Dispose();
}
