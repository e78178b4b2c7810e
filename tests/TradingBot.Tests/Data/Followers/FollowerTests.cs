using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Data.Followers;

public sealed class FollowerTests : IDisposable
{
    private static readonly SegmentKind[] Kinds = Enum.GetValues<SegmentKind>();

    private readonly SampleRecording _sample = new();
    private readonly MemoryStore _store = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task A_store_gets_every_row_once_and_what_is_sealed_later_the_next_time()
    {
        _sample.RecordHour();
        await FollowAsync();
        ShouldHaveAll();

        await FollowAsync();
        ShouldHaveAll();

        _sample.RecordHour();
        var follower = await FollowAsync();

        ShouldHaveAll();
        (follower.Segments, _said.Count).Should().Be((7, 0));
        follower.Rows.Should().BePositive();
    }

    [Fact]
    public async Task Of_an_hour_gaps_and_snapshots_come_before_the_changes_that_they_are_about()
    {
        _sample.RecordHour();
        _sample.RecordHour();

        await FollowAsync();

        string[] kinds = ["gaps", "snapshots", "changes", "trades", "minutes", "candles", "clock"];
        _store.Order.Should().Equal(
            new[] { "12", "13" }.SelectMany(hour => kinds.Select(kind => $"2026-11-20T{hour} XBTUSD {kind}")));
    }

    /// <summary>Row groups are what is written at once, so a place may lie within a segment.</summary>
    [Fact]
    public async Task A_store_that_fails_within_a_segment_goes_on_there()
    {
        var level = string.Concat(Enumerable.Repeat("|b 1.0 1|b 1.0 0", 2_500));
        _sample.Hours.Say(new TestMarket(3).Snapshot());
        for (var i = 0; i < 30; i++)
            _sample.Hours.Say($"book XBTUSD update{level}");
        _sample.Hours.Seal();
        var places = new List<(long Place, int First)>();
        _store.Fails = rows =>
        {
            if (rows.Series.Kind != SegmentKind.Changes)
                return null;
            places.Add((rows.After.Rows, rows.First));
            return places.Count == 2 ? new StoreException("gone", StoreTrouble.Passing) : null;
        };

        await FollowAsync();

        places.Should().Equal((135_000, 0), (150_000, 0), (150_000, 0));
        _store.Cursors[new RecordedSeries("test", "XBTUSD", SegmentKind.Changes)].Should()
            .Be(new SeriesCursor(_sample.Hours.Name(SegmentKind.Changes).Hour, 150_000, IsWhole: true));
        _store.RowsOf(SegmentKind.Changes).Should().HaveCount(150_000);
    }

    [Fact]
    public async Task A_place_within_a_row_group_is_kept_to()
    {
        _sample.RecordHour();
        var name = _sample.Hours.Name(SegmentKind.Changes);
        var line = Manifest.Read(_sample.Folder).Find(name)!;
        var parts = new List<SegmentRows>();

        await foreach (var part in new SegmentParts(_sample.Folder, name, line).ReadAsync(done: 17))
            parts.Add(part);

        parts.Should().ContainSingle().Which.First.Should().Be(17);
        parts[0].Count.Should().Be((int)line.Rows - 17);
    }

    [Fact]
    public async Task A_store_that_is_down_is_tried_again_with_growing_pauses_and_loses_nothing()
    {
        _sample.RecordHour();
        var tries = 0;
        _store.FailsToOpen = () => ++tries <= 6 ? new StoreException("is down", StoreTrouble.Passing) : null;

        await FollowAsync();

        ShouldHaveAll();
        _said.Should().Equal(
            [
                .. new[] { 1, 2, 4, 8, 16, 32 }
                    .Select(pause => $"memory://store: is down; trying again in {pause} s"),
                "memory://store: connected again",
            ]);
    }

    [Fact]
    public async Task Who_waits_for_the_end_is_told_after_a_minute_that_a_store_is_down()
    {
        _sample.RecordHour();
        _store.FailsToOpen = () => new StoreException("is down", StoreTrouble.Passing);

        await this.Awaiting(test => test.FollowAsync()).Should().ThrowAsync<StoreException>().WithMessage("is down");
        _said.Should().HaveCount(6).And.HaveElementAt(5, "memory://store: is down; trying again in 32 s");
    }

    [Fact]
    public async Task After_a_success_the_pauses_begin_anew()
    {
        _sample.RecordHour();
        var writes = 0;
        _store.Fails = _ => ++writes % 2 == 0 ? new StoreException("full", StoreTrouble.Passing) : null;

        await FollowAsync();

        ShouldHaveAll();
        _said.Where(line => line.Contains("full")).Should().OnlyContain(
            line => line == "memory://store: full; trying again in 1 s").And.HaveCount(6);
    }

    [Theory]
    [InlineData(StoreTrouble.Refused, true)]
    [InlineData(StoreTrouble.Conflict, true)]
    [InlineData(StoreTrouble.Conflict, false)]
    public async Task What_does_not_pass_by_itself_ends_it(object trouble, bool isOnce)
    {
        _sample.RecordHour();
        _store.FailsToOpen = () => new StoreException("no", (StoreTrouble)trouble);

        await this.Invoking(test => test.FollowAsync(isOnce)).Should().ThrowAsync<StoreException>().WithMessage("no");

        _store.Opened.Should().Be(1);
    }

    [Fact]
    public async Task A_refused_password_does_not_end_who_follows_for_ever()
    {
        _sample.RecordHour();
        var tries = 0;
        using var stop = new CancellationTokenSource();
        _store.FailsToOpen = () => ++tries < 4 ? new StoreException("no", StoreTrouble.Refused) : null;
        _store.Fails = rows =>
        {
            if (rows.Series.Kind == SegmentKind.Minutes)
                stop.Cancel();
            return null;
        };

        await this.Invoking(test => test.FollowAsync(isOnce: false, stop.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        ShouldHaveAll();
    }

    [Fact]
    public async Task Who_follows_for_ever_gets_what_is_sealed_later_also_where_nothing_was_at_first()
    {
        using var stop = new CancellationTokenSource();
        var follower = new Follower(_sample.Folder, _store, Options(isOnce: false));
        var run = follower.RunAsync(stop.Token);
        for (var hours = 1; hours <= 3; hours++)
        {
            var isThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _store.Fails = rows =>
            {
                if (rows.Series.Kind == SegmentKind.Minutes)
                    isThere.SetResult();
                return null;
            };
            _sample.RecordHour();
            await _time.RunAsync(Task.Run(async () =>
            {
                await Task.WhenAny(isThere.Task, run);
                return true;
            }));
        }

        await stop.CancelAsync();
        await run.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        ShouldHaveAll();
    }

    [Fact]
    public async Task A_damaged_segment_holds_up_its_own_series_only()
    {
        _sample.RecordHour();
        _sample.RecordHour();
        var damaged = _sample.Hours.Name(SegmentKind.Trades, hoursAgo: 2);
        var file = _sample.Folder.In(damaged.Path);
        var sound = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. sound.Select((one, at) => at == 100 ? (byte)(one ^ 1) : one)]);

        var follower = await FollowAsync();
        var line = $"{damaged.Path}: is not the file that was sealed (hash)";
        _said.Should().Equal(line);
        follower.Unreadable.Should().Equal(line);
        _store.RowsOf(SegmentKind.Trades).Should().BeEmpty();
        FollowerPlace.Slowest(_sample.Folder).Should().Be(damaged.Hour, "retention waits for what a store has not got");
        ShouldHaveAll(SegmentKind.Changes, SegmentKind.Minutes);
        File.WriteAllBytes(file, sound);
        await FollowAsync();
        ShouldHaveAll();
    }

    /// <summary>Its gaps may be among the lines that a kill has left out.</summary>
    [Fact]
    public async Task An_hour_whose_log_is_still_there_is_not_sealed_yet()
    {
        _sample.RecordHour();
        var hour = _sample.Hours.Name(SegmentKind.Changes).Hour;
        Directory.CreateDirectory(_sample.Folder.LogOf(hour));

        await FollowAsync();
        _store.Rows.Should().BeEmpty();

        Directory.Delete(_sample.Folder.LogOf(hour));
        await FollowAsync();
        ShouldHaveAll();
    }

    [Fact]
    public async Task Pairs_and_kinds_that_nobody_wants_are_left_out()
    {
        _sample.Hours.Main.Describe(TestLog.Pair with { Symbol = "ETHUSD" });
        _sample.Hours.Say(new TestMarket(1, "ETHUSD").Snapshot());
        _sample.RecordHour();
        var store = new MemoryStore { Kinds = [SegmentKind.Changes, SegmentKind.Snapshots] };

        var options = Options(isOnce: true) with
        {
            IsWanted = (exchange, symbol) => (exchange, symbol) == ("test", "ETHUSD"),
        };
        await new Follower(_sample.Folder, store, options).RunAsync(CancellationToken.None);

        store.Order.Should().Equal("2026-11-20T12 ETHUSD snapshots", "2026-11-20T12 ETHUSD changes");
    }

    [Fact]
    public async Task Retention_waits_for_the_slowest_follower_and_what_it_took_all_the_same_is_told()
    {
        _sample.RecordHour();
        await FollowAsync();
        FollowerPlace.Slowest(_sample.Folder).Should().Be(RecordingHour.Parse("2026-11-20T13"));
        _sample.RecordHour();
        _store.Fails = rows => rows.Series.Kind == SegmentKind.Trades
            ? new StoreException("no", StoreTrouble.Conflict)
            : null;
        await this.Invoking(test => test.FollowAsync()).Should().ThrowAsync<StoreException>();
        FollowerPlace.Slowest(_sample.Folder).Should().Be(RecordingHour.Parse("2026-11-20T13"));
        for (var hour = 0; hour < 24; hour++)
            _sample.Hours.Seal(); // nothing
        _sample.RecordHour();
        new Retention(_sample.Folder).Prune(new RetentionLimits(1, null), new DateOnly(2026, 11, 22))
            .Should().HaveCount(1);

        _store.Fails = _ => null;
        await FollowAsync();

        _said.Should().Equal(
            "test:XBTUSD: 2026-11-20T13 to 2026-11-20T13 was removed from the recording before memory://store had it");
        FollowerPlace.Slowest(_sample.Folder).Should().Be(RecordingHour.Parse("2026-11-21T15"));
    }

    public void Dispose() => _sample.Dispose();

    private FollowerOptions Options(bool isOnce) => new(_time, _said.Add) { IsOnce = isOnce };

    private async Task<Follower> FollowAsync(bool isOnce = true, CancellationToken stop = default)
    {
        var follower = new Follower(_sample.Folder, _store, Options(isOnce));
        return await _time.RunAsync(Run());

        async Task<Follower> Run()
        {
            await follower.RunAsync(stop);
            return follower;
        }
    }

    private void ShouldHaveAll(params SegmentKind[] kinds)
    {
        foreach (var kind in kinds.Length > 0 ? kinds : Kinds)
        {
            _store.RowsOf(kind).Should().Equal(RecordedRows.Of(_sample.Folder, kind), $"{kind}").And.NotBeEmpty();
        }
    }
}
