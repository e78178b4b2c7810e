using TradingBot.Data.Recordings.Rows;
using TradingBot.Simulators.Kraken.Faults;

namespace TradingBot.Tests.Recordings.Collecting;

public class CollectorTests
{
    private const string Pair = "XBTUSD";

    [Fact]
    public async Task What_an_exchange_sends_is_recorded_and_every_book_rebuilt_has_its_checksums()
    {
        await using var session = await CollectorSession.StartAsync();
        await session.MoreAsync(20);

        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty();
        report.Checksums.Should().BeGreaterThanOrEqualTo(40);
        (await session.GapsAsync(Pair)).Should().BeEmpty();
        (await session.TradesAsync(Pair)).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems()
            .And.BeSubsetOf(session.Tape(Pair));
    }

    /// <summary>The list after a subscription has the last 50 trades; there is one every two seconds.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public async Task Trades_that_were_missed_while_it_was_dead_are_there_exactly_once(int seconds)
    {
        await using var session = await CollectorSession.StartAsync();
        await session.MoreAsync(5);

        await session.KillAsync(TimeSpan.FromSeconds(seconds));
        await session.MoreAsync(5);
        await session.UntilAsync(() => session.Of(Pair).Trades.Missing == 0);
        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty();
        var trades = await session.TradesAsync(Pair);
        trades.Order().Should().Equal(session.Tape(Pair).Where(id => id >= trades.Min() && id <= trades.Max()));
        var gaps = await session.GapsAsync(Pair);
        gaps.Single(gap => gap.Kind == GapRow.Book).Should().Match<GapRow>(gap =>
            gap.Reason == "the program had ended" && Lasts(gap) >= TimeSpan.FromSeconds(seconds));
        gaps.Single(gap => gap.Kind == GapRow.Trades).Should().Match<GapRow>(gap => gap.IsBackfilled && gap.Lost == 0);
    }

    /// <summary>The list after a subscription reaches back hours.</summary>
    [Fact]
    public async Task Each_candle_that_is_over_is_there_once_as_the_tape_has_it_also_those_of_a_time_nobody_collected()
    {
        await using var session = await CollectorSession.StartAsync();
        await session.MoreAsync(20);

        await session.KillAsync(TimeSpan.FromMinutes(3));
        await session.MoreAsync(40);
        (await session.SealAsync()).Findings.Should().BeEmpty();

        var candles = await session.CandlesAsync(Pair);
        var tape = session.TapeCandles(Pair);
        candles.Should().BeEquivalentTo(Between(candles.Keys.Min(), candles.Keys.Max(), tape));
        candles.Keys.Max().Should().BeGreaterThan(tape.Keys.Max() - 3 * 60_000_000);
        session.Of(Pair).CandleMessages.Should().BeGreaterThan(20);
        (await session.GapsAsync(Pair)).Single(gap => gap.Kind == GapRow.Candles).Should().Match<GapRow>(gap =>
            gap.Reason == "the program had ended" && gap.IsBackfilled && gap.Lost == 0);
    }

    [Fact]
    public async Task How_far_the_clock_is_from_the_exchange_s_is_recorded_every_minute_for_each_pair()
    {
        await using var session = await CollectorSession.StartAsync(
            new FaultRule { Fault = FaultKind.ClockSkew, On = "Time", Milliseconds = 30_000 });
        var begun = session.Time.GetUtcNow();

        await session.UntilAsync(() => session.Time.GetUtcNow() > begun.AddMinutes(5));
        (await session.SealAsync()).Findings.Should().BeEmpty();

        foreach (var pair in new[] { Pair, "ETHUSD" })
        {
            var measured = await session.ClockAsync(pair);
            measured.Count.Should().BeInRange(3, 7);
            measured.Should().OnlyContain(
                row => Math.Abs(row.OffsetMicros - 30_000_000) <= row.UncertaintyMicros, "the skew is within");
        }

        session.Collector.ClockOffset.Should().NotBeNull();
    }

    [Fact]
    public async Task Candles_that_a_silent_channel_kept_back_come_with_its_next_list()
    {
        await using var session = await CollectorSession.StartAsync();
        var begun = session.Time.GetUtcNow();
        session.Break(new FaultRule { Fault = FaultKind.SilentChannel, On = "ohlc", Times = 2 });

        await session.UntilAsync(() => session.Time.GetUtcNow() > begun.AddMinutes(13));
        (await session.SealAsync()).Findings.Should().BeEmpty();

        foreach (var pair in new[] { Pair, "ETHUSD" })
        {
            var candles = await session.CandlesAsync(pair);
            candles.Should().BeEquivalentTo(
                Between(candles.Keys.Min(), candles.Keys.Max(), session.TapeCandles(pair)));
            candles.Keys.Max().Should().BeGreaterThan(begun.AddMinutes(9).ToUnixTimeMilliseconds() * 1000);
            (await session.GapsAsync(pair)).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_tape_that_cannot_be_asked_for_a_while_is_asked_until_it_answers()
    {
        await using var session = await CollectorSession.StartAsync();
        session.Break(new FaultRule { Fault = FaultKind.HttpError, On = "Trades", Times = 8, Status = 503 });

        await session.KillAsync(TimeSpan.FromSeconds(300));
        await session.UntilAsync(() => session.Collector.Pairs.Sum(pair => pair.Trades.Missing) == 0);
        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty();
        var trades = await session.TradesAsync(Pair);
        trades.Order().Should().Equal(session.Tape(Pair).Where(id => id >= trades.Min() && id <= trades.Max()));
    }

    [Fact]
    public async Task What_a_full_disk_did_not_take_is_fetched_and_snapshotted_when_there_is_room()
    {
        await using var session = await CollectorSession.StartAsync();
        await session.MoreAsync(3);
        session.FreeBytes = 0;
        var begun = session.Time.GetUtcNow();
        await session.UntilAsync(() => session.Time.GetUtcNow() > begun.AddSeconds(30));
        session.FreeBytes = 1L << 40;
        await session.MoreAsync(3);
        await session.UntilAsync(() => session.Collector.Pairs.Sum(pair => pair.Trades.Missing) == 0);

        (await session.SealAsync()).Findings.Should().BeEmpty();
        (await session.GapsAsync(Pair)).Should().Contain(gap =>
            gap.Kind == GapRow.Book && gap.ToReceivedMicros != null, "a snapshot is asked for when there is room");
        var trades = await session.TradesAsync(Pair);
        trades.Order().Should().Equal(session.Tape(Pair).Where(id => id >= trades.Min() && id <= trades.Max()));
    }

    [Fact]
    public async Task A_line_that_is_cut_is_a_gap_from_its_last_message_to_the_next_snapshot()
    {
        await using var session = await CollectorSession.StartAsync();
        await session.MoreAsync(3);
        session.DropConnections();
        await session.MoreAsync(3);

        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty();
        (await session.GapsAsync(Pair)).Single(gap => gap.Kind == GapRow.Book).Should().Match<GapRow>(gap =>
            gap.Reason.StartsWith("connection lost: ") && Lasts(gap) > TimeSpan.Zero
            && Lasts(gap) < TimeSpan.FromSeconds(30));
        session.Said.Should().Contain(line => line.Contains("connection 1 lost"));
    }

    [Theory]
    [InlineData("book")]
    [InlineData("trade")]
    public async Task A_channel_that_falls_silent_alone_while_heartbeats_flow_is_subscribed_to_anew(string channel)
    {
        await using var session = await CollectorSession.StartAsync();
        session.Break(new FaultRule { Fault = FaultKind.SilentChannel, On = channel });
        await session.MoreAsync(10);
        await session.UntilAsync(() => session.Collector.Pairs.Sum(pair => pair.Trades.Missing) == 0);

        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty();
        var gaps = (await session.GapsAsync(Pair)).Concat(await session.GapsAsync("ETHUSD")).ToList();
        if (channel == "book")
        {
            gaps.Should().ContainSingle().Which.Should().Match<GapRow>(gap =>
                gap.Reason == "changes missed before a new snapshot" && Lasts(gap) > TimeSpan.FromSeconds(55));
        }

        var trades = await session.TradesAsync(Pair);
        trades.Order().Should().Equal(session.Tape(Pair).Where(id => id >= trades.Min() && id <= trades.Max()));
    }

    [Fact]
    public async Task A_wrong_checksum_is_a_gap_of_its_book_alone_until_the_snapshot_that_is_asked_for()
    {
        await using var session = await CollectorSession.StartAsync();
        session.Break(new FaultRule { Fault = FaultKind.WrongChecksum, On = "book" });
        await session.MoreAsync(10);

        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty();
        (await session.GapsAsync(Pair)).Concat(await session.GapsAsync("ETHUSD")).Should().ContainSingle()
            .Which.Should().Match<GapRow>(gap => gap.Reason == "wrong checksum" && gap.ToReceivedMicros != null);
    }

    [Fact]
    public async Task A_change_lost_below_the_levels_of_the_checksum_is_found_by_the_audit()
    {
        await using var session = await CollectorSession.StartAsync(TimeSpan.FromMinutes(1));
        await session.MoreAsync(3);
        session.Break(new FaultRule { Fault = FaultKind.LostLevels, On = "book", Times = 0 });

        await session.UntilAsync(() => session.Said.Any(line => line.Contains("levels of the book are not those")));
        session.Break();
        await session.MoreAsync(3);
        var report = await session.SealAsync();

        report.Findings.Should().BeEmpty("the recorder's own book is what its messages make");
        (await session.GapsAsync(Pair)).Concat(await session.GapsAsync("ETHUSD"))
            .Should().Contain(gap => gap.ToReceivedMicros != null
                && gap.Reason == "changes are missing since an unknown moment after the last audit");
    }

    [Fact]
    public async Task A_pair_that_says_nothing_at_first_does_not_interrupt_those_that_share_its_connection()
    {
        await using var session = await CollectorSession.StartAsync(
            new FaultRule { Fault = FaultKind.SilentSocket, On = "trade" });
        await session.MoreAsync(3);

        (await session.SealAsync()).Findings.Should().BeEmpty();
        session.Said.Should().NotContain(line => line.Contains("connection 1 lost"));
    }

    [Fact]
    public async Task A_subscription_that_is_refused_is_a_gap_with_the_exchange_s_words_and_is_asked_for_again()
    {
        await using var session = await CollectorSession.StartAsync(
            new FaultRule { Fault = FaultKind.Error, On = "subscribe", Error = "EGeneral:Internal error", Times = 3 });
        await session.MoreAsync(3);

        (await session.SealAsync()).Findings.Should().BeEmpty();
        var gaps = (await session.GapsAsync(Pair)).Concat(await session.GapsAsync("ETHUSD"));
        gaps.Where(gap => gap.Reason == "refused: EGeneral:Internal error").Select(gap => gap.Kind).Distinct()
            .Should().BeEquivalentTo(GapRow.Book, GapRow.Trades, GapRow.Candles);
    }

    [Fact]
    public async Task An_audit_of_sound_books_finds_nothing()
    {
        await using var session = await CollectorSession.StartAsync(TimeSpan.FromMinutes(1));
        var begun = session.Time.GetUtcNow();

        await session.UntilAsync(() => session.Time.GetUtcNow() > begun.AddMinutes(4));
        await session.SealAsync();

        (await session.GapsAsync(Pair)).Should().BeEmpty();
        (await session.GapsAsync("ETHUSD")).Should().BeEmpty();
        session.Said.Count(line => line.Contains("all levels of the book are those of a fresh one"))
            .Should().BeGreaterThanOrEqualTo(2);
    }

    private static Dictionary<long, TapeCandle> Between(
        long first, long last, IReadOnlyDictionary<long, TapeCandle> candles) =>
        candles.Where(minute => minute.Key >= first && minute.Key <= last).ToDictionary();

    private static TimeSpan Lasts(GapRow gap) =>
        TimeSpan.FromMicroseconds((gap.ToReceivedMicros - gap.FromReceivedMicros) ?? -1);
}
