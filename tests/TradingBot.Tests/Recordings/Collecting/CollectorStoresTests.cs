using Microsoft.Extensions.Logging;
using TradingBot.Collecting;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Data.Followers;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Recordings.Collecting;

/// <summary>Stores beside a collector: none stops it, and each is tried for ever.</summary>
public sealed class CollectorStoresTests : IDisposable
{
    private readonly SampleRecording _sample = new(hours: 1);
    private readonly ManualTime _time = new();
    private readonly CapturedLog _log = new();
    private readonly MemoryStore _store = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task What_is_sealed_is_brought_to_each_store_and_they_end_when_they_are_told_to()
    {
        var other = new MemoryStore { Kinds = [SegmentKind.Candles] };
        var running = RunAsync(_store, other);
        await _time.AdvanceLoopAsync(TimeSpan.FromSeconds(20));

        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));

        foreach (var kind in Enum.GetValues<SegmentKind>())
            _store.RowsOf(kind).Should().Equal(RecordedRows.Of(_sample.Folder, kind)).And.NotBeEmpty();
        other.RowsOf(SegmentKind.Candles).Should().Equal(RecordedRows.Of(_sample.Folder, SegmentKind.Candles));
        _log.Lines.Should().BeEmpty();
    }

    public static TheoryData<string> Failures => ["conflict", "of a library"];

    /// <summary>What ends a follower of its own does not end this one; nobody restarts a collector for it.</summary>
    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_does_not_pass_by_itself_is_told_and_tried_again_later(string failure)
    {
        _store.FailsToOpen = () => _store.Opened > 2 ? null
            : failure == "conflict" ? new StoreException("there are other tables", StoreTrouble.Conflict)
            : throw new InvalidCastException("the library's own mistake");
        var running = RunAsync(_store);

        await _time.AdvanceLoopAsync(2 * CollectorStores.LongPause);

        running.IsCompleted.Should().BeFalse();
        _store.Opened.Should().Be(3);
        _store.RowsOf(SegmentKind.Trades).Should().Equal(RecordedRows.Of(_sample.Folder, SegmentKind.Trades));
        _log.Lines.Count(line => line.StartsWith("memory://store: ") && line.Contains("trying again in 10 minutes"))
            .Should().Be(2);
        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_store_that_is_down_is_told_and_tried_again()
    {
        _store.FailsToOpen = () => _store.Opened > 3 ? null : new StoreException("is down", StoreTrouble.Passing);
        var running = RunAsync(_store);

        await _time.AdvanceLoopAsync(TimeSpan.FromSeconds(10));

        _log.Lines.Select(line => line.Trim()).Should().Equal(
            "memory://store: is down; trying again in 1 s",
            "memory://store: is down; trying again in 2 s",
            "memory://store: is down; trying again in 4 s",
            "memory://store: connected again");
        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_store_that_does_not_end_is_left_after_five_seconds()
    {
        var store = new EndlessStore();
        var running = RunAsync(store);
        await store.Writes.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var begun = _time.GetTimestamp();
        await _stop.CancelAsync();
        running.IsCompleted.Should().BeFalse();

        await _time.RunAsync(EndedAsync(running));

        _time.GetElapsedTime(begun).Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Without_a_store_it_waits_for_the_end_like_the_collector_s_other_parts()
    {
        var running = RunAsync();
        running.IsCompleted.Should().BeFalse();

        await _stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _sample.Dispose();
        _log.Dispose();
    }

    private static async Task<bool> EndedAsync(Task running)
    {
        await running;
        return true;
    }

    private Task RunAsync(params IFollowerStore[] stores)
    {
        var logs = new LoggerFactory([_log]);
        return new CollectorStores(_sample.Folder, stores, _time, logs.CreateLogger<CollectorStores>())
            .RunAsync(_stop.Token);
    }

    /// <summary>Neither writes nor hears that it should end.</summary>
    private sealed class EndlessStore : IFollowerStore
    {
        public TaskCompletionSource Writes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "endless";

        public IReadOnlyCollection<SegmentKind> Kinds { get; } = [SegmentKind.Trades];

        public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
            string recording, CancellationToken stop) =>
            Task.FromResult<IReadOnlyDictionary<RecordedSeries, SeriesCursor>>(
                new Dictionary<RecordedSeries, SeriesCursor>());

        public Task WriteAsync(SegmentRows rows, CancellationToken stop)
        {
            Writes.TrySetResult();
            return new TaskCompletionSource().Task;
        }

        public ValueTask DisposeAsync() => default;
    }
}
