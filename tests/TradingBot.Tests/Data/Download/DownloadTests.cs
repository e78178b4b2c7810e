using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data.Download;

/// <summary>What a download stores is what the tape's trades make, and which of them.</summary>
public sealed class DownloadTests : IDisposable
{
    private const long Day = 86_400;

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1440)]
    public void Hundreds_of_thousands_of_trades_become_the_candles_that_they_make(int minutes)
    {
        var tape = TapeTrades.Nasty(300_000);
        var server = new TapeServer(tape);
        using var rig = new DownloadRig(server, _here.Store);

        var exitCode = rig.Run(DownloadRig.Wanted(minutes));

        exitCode.Should().Be(0, rig.Errors);
        DownloadRig.Stored(_here.Store, minutes: minutes)
            .Should().Equal(TapeTrades.Candles(tape, minutes, 0, server.Now));
        rig.Output.Should().Contain("of 300,000 trades, ");
        server.Calls.Should().BeInRange(301, 330, "pages overlap by a few trades, and the end is looked at");
        rig.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(server.Calls - 15), "one call a second is allowed");
    }

    [Fact]
    public void The_tape_has_what_a_download_could_get_wrong()
    {
        var tape = TapeTrades.Nasty(300_000);

        var borders = Enumerable.Range(1, 299).Select(page => (tape[page * 1000 - 1], tape[page * 1000])).ToList();
        borders.Count(border => border.Item1.Nanoseconds == border.Item2.Nanoseconds).Should().BeGreaterThan(50);
        borders.Count(border => border.Item1 == border.Item2 with { Id = border.Item1.Id }).Should().BeGreaterThan(5);
        tape.Count(trade => trade.Nanoseconds % 60_000_000_000 == 59_999_999_900).Should().BeGreaterThan(1000);
        tape.Zip(tape.Skip(1)).Count(pair => pair.Second.Id > pair.First.Id + 1).Should().BeGreaterThan(100);
        tape.Count(trade => trade.Volume.Length > 17).Should().BeGreaterThan(1000);
    }

    [Fact]
    public void A_candle_that_has_not_ended_is_not_stored_and_is_whole_the_next_time()
    {
        var tape = TapeTrades.Nasty(5000);
        var middle = tape[2500].Seconds / 60 * 60 + 30; // in the middle of a minute
        var server = new TapeServer([.. tape.Where(trade => trade.Seconds < middle)]) { Now = middle };
        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);
        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(tape, 1, 0, middle - 30));

        DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);

        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(tape, 1, 0, long.MaxValue));
    }

    /// <summary>Answers may be as old as a cache keeps them.</summary>
    [Theory]
    [InlineData(2, -60)]
    [InlineData(3, 0)]
    public void A_candle_ends_three_seconds_after_its_time(int secondsAfter, int end)
    {
        var tape = TapeTrades.Nasty(2000);
        var minute = tape[1500].Seconds / 60 * 60;
        var server = new TapeServer([.. tape.Where(trade => trade.Seconds < minute)]) { Now = minute + secondsAfter };

        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);

        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(tape, 1, 0, minute + end));
    }

    [Fact]
    public void Start_and_end_mean_candles_that_open_in_between_and_those_are_whole()
    {
        var tape = TapeTrades.Nasty(20_000);
        var (from, to) = (tape[5000].Seconds / 300 * 300 + 7, tape[15_000].Seconds / 300 * 300 + 7);

        var run = DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted(5, from, to));

        run.ExitCode.Should().Be(0, run.Errors);
        DownloadRig.Stored(_here.Store, minutes: 5)
            .Should().Equal(TapeTrades.Candles(tape, 5, from - 7 + 300, to - 7 + 300));
    }

    [Fact]
    public void Without_a_start_it_goes_on_where_the_stored_candles_end()
    {
        var tape = TapeTrades.Nasty(20_000);
        var middle = tape[10_000].Seconds / 60 * 60;
        Store(TapeTrades.Candles(tape, 1, 0, middle));
        var server = new TapeServer(tape);

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted());

        run.ExitCode.Should().Be(0, run.Errors);
        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(tape, 1, 0, long.MaxValue));
        server.Calls.Should().BeLessThan(15, "the first half is stored");
        run.Output.Should().Contain(", 0 replaced, 0 unchanged)");
    }

    [Fact]
    public void A_download_that_is_done_asks_for_nothing_until_another_candle_has_ended()
    {
        var tape = TapeTrades.Nasty(3000);
        var server = new TapeServer(tape);
        var wanted = DownloadRig.Wanted(from: TapeTrades.Start);
        DownloadRig.Run(server, _here.Store, wanted).ExitCode.Should().Be(0);
        var (calls, before) = (server.Calls, _here.StoredFiles());

        DownloadRig.Run(server, _here.Store, wanted).ExitCode.Should().Be(0);
        DownloadRig.Run(server, _here.Store, wanted with { To = TapeTrades.Start + 3600 }).ExitCode.Should().Be(0);

        server.Calls.Should().Be(calls);
        _here.StoredFiles().Should().Equal(before);
    }

    [Fact]
    public void A_later_end_adds_to_an_earlier_one_and_no_trade_at_the_seam_is_lost_or_counted_twice()
    {
        var tape = TapeTrades.Nasty(20_000);
        var first = tape[0].Seconds / 60 * 60;
        foreach (var trade in (int[])[0, 4000, 4001, 9999, 10_000, 10_001, 16_000])
        {
            var to = tape[trade].Seconds / 60 * 60 + 60;
            var run = DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted(from: first, to: to));
            run.ExitCode.Should().Be(0, run.Errors);
            DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(tape, 1, first, to));
        }
    }

    [Fact]
    public void Ids_that_the_exchange_does_not_have_are_named_with_what_is_around_them()
    {
        var tape = TapeTrades.Nasty(5000, missing: 0);
        var (before, after) = (tape[1999], tape[2003]);
        tape.RemoveRange(2000, 3);

        var run = DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted());

        run.Output.Should().Contain(
            $"note: XBTUSD_1: the exchange lacks 3 trades, ids {before.Id + 1} to {after.Id - 1}, "
            + $"between {Time(before.Seconds)} and {Time(after.Seconds)}\n");
        run.Output.Should().Contain(", 1 gap (3 missing), in ");
        DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted()).Output
            .Should().Contain(", 1 gap (3 missing), in ", "it is still known");
    }

    [Fact]
    public void The_last_line_of_a_pair_says_candles_trades_range_and_gaps()
    {
        var tape = TapeTrades.Nasty(5000, missing: 0);
        var candles = TapeTrades.Candles(tape, 1, 0, long.MaxValue);
        var server = new TapeServer(tape) { Now = candles[^1].OpenSeconds + 60 + 3 };
        var quiet = (server.Now - 3 - candles[0].OpenSeconds) / 60 - candles.Count;

        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted()).Output.Should().Be(string.Create(
            CultureInfo.InvariantCulture,
            $"XBTUSD_1: {candles.Count:N0} candles ({candles.Count:N0} added, 0 replaced, 0 unchanged) of 5,000 trades"
            + $", {Time(candles[0].OpenSeconds)} to {Time(server.Now - 3)} UTC, {quiet:N0} intervals without trades, "
            + $"no trade missing, in {_here.Store}/XBTUSD_1.candles\n"));
    }

    [Fact]
    public void Stored_candles_that_differ_are_replaced_and_named()
    {
        var tape = TapeTrades.Nasty(5000, missing: 0);
        var right = TapeTrades.Candles(tape, 1, 0, long.MaxValue);
        var wrong = right.ToList();
        wrong[10] = With(right[10], right[10].Close, right[10].Volume * 2, right[10].TradeCount + 2);
        wrong[11] = With(right[11], right[11].Close, right[11].Volume * (1 + 1e-12), right[11].TradeCount); // rounding
        var quiet = right.Zip(right.Skip(1)).First(pair => pair.Second.OpenSeconds > pair.First.OpenSeconds + 60).First;
        var alone = new Candle(quiet.OpenSeconds + 60, 1, 1, 1, 1, 5, 1);
        Store([.. wrong.Append(alone).OrderBy(candle => candle.OpenSeconds)]);

        var run = DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted(from: TapeTrades.Start));

        var lines = run.Output.Split('\n');
        lines.Where(line => line.StartsWith("note:", StringComparison.Ordinal)).Should().BeEquivalentTo(
            string.Create(
                CultureInfo.InvariantCulture,
                $"note: XBTUSD_1: stored candle of {Time(wrong[10].OpenSeconds)}: volume {wrong[10].Volume} becomes "
                + $"{right[10].Volume}, trades {wrong[10].TradeCount} becomes {right[10].TradeCount}"),
            $"note: XBTUSD_1: stored candle of {Time(alone.OpenSeconds)}: is stored and stays, but there was no trade");
        run.Output.Should().Contain("(0 added, 2 replaced, ");
        DownloadRig.Stored(_here.Store).Where(candle => candle != alone).Should().Equal(right);

        static Candle With(Candle candle, double close, double volume, int trades) => new(
            candle.OpenSeconds, candle.Open, candle.High, candle.Low, close, volume, trades);
    }

    [Fact]
    public void More_differences_than_a_few_are_counted()
    {
        var tape = TapeTrades.Nasty(5000);
        var right = TapeTrades.Candles(tape, 1, 0, long.MaxValue);
        Store([.. right.Select(candle => new Candle(candle.OpenSeconds, 1, 1, 1, 1, 1, 1))]);

        var run = DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted(from: TapeTrades.Start));

        run.Output.Split('\n').Count(line => line.StartsWith("note: XBTUSD_1: stored", StringComparison.Ordinal))
            .Should().Be(5);
        run.Output.Should().Contain(string.Create(
            CultureInfo.InvariantCulture, $"note: XBTUSD_1: {right.Count - 5:N0} more stored candles differ\n"));
    }

    [Fact]
    public void Pairs_follow_one_another_and_each_has_its_line()
    {
        var (bitcoin, ether) = (TapeTrades.Nasty(3000, missing: 0), TapeTrades.Nasty(4000, 2, missing: 0));
        var server = new TapeServer(bitcoin, ether);

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(pairs: ["XBT/USD", "ETHUSD"]));

        run.Output.Split('\n').Select(line => line.Split(':')[0]).Should().Equal("XBTUSD_1", "ETHUSD_1", "");
        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(bitcoin, 1, 0, long.MaxValue));
        DownloadRig.Stored(_here.Store, "ETHUSD").Should().Equal(TapeTrades.Candles(ether, 1, 0, long.MaxValue));
    }

    /// <summary>Kraken gives 1,000 of them, and no way to the others.</summary>
    [Fact]
    public void More_trades_of_one_instant_than_a_page_holds_are_passed_over_and_named()
    {
        var tape = TapeTrades.Nasty(2500, missing: 0);
        for (var i = 600; i < 1900; i++)
            tape[i] = tape[i] with { Nanoseconds = tape[1900].Nanoseconds };

        var run = DownloadRig.Run(new TapeServer(tape), _here.Store, DownloadRig.Wanted());

        run.ExitCode.Should().Be(0, run.Errors);
        var missing = tape.Where(trade => trade.Nanoseconds == tape[1900].Nanoseconds).Skip(1000).ToList();
        run.Output.Should().Contain($", 1 gap ({missing.Count} missing), in ").And.Contain($"ids {missing[0].Id} to ");
        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(tape.Except(missing), 1, 0, long.MaxValue));
    }

    [Fact]
    public void A_range_without_a_trade_is_told_and_stores_nothing()
    {
        var run = DownloadRig.Run(
            new TapeServer([]), _here.Store, DownloadRig.Wanted(from: TapeTrades.Start, to: TapeTrades.Start + Day));

        (run.ExitCode, run.Output).Should()
            .Be((0, "XBTUSD_1: no candle has ended up to 2026-11-02 00:00 UTC, 0 trades\n"));
        new CandleStore(_here.Store).List().Should().BeEmpty();
    }

    public void Dispose() => _here.Dispose();

    private static string Time(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private void Store(List<Candle> candles)
    {
        Directory.CreateDirectory(_here.Store);
        using var file = new CandleStore(_here.Store).Create(SeriesName.Of("XBTUSD", new Timeframe(1))!.Value);
        file.Append([.. candles]);
        file.Complete();
        file.Publish();
    }
}
