
namespace TradingBot.Tests.Kraken;

/// <summary>A clock that moves only when a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(10);
    private readonly Lock _guard = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _elapsed;
    private DateTimeOffset _start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + _elapsed;

    public override long GetTimestamp() => _elapsed.Ticks;

    /// <summary>Sets the wall clock without moving time, as an administrator or NTP does.</summary>
    public void SetWallClock(DateTimeOffset now) => _start = now - _elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time and fires what falls due, in order.</summary>
    public void Advance(TimeSpan span)
    {
        var end = _elapsed + span;
        while (Earliest() is { } timer && timer.Due <= end)
            Fire(timer);
        _elapsed = end;
    }

    /// <summary>
    /// Jumps from timer to timer until the task is done. Timers more than ten minutes away are time limits that a
    /// test has put out of the way; they never fire here.
    /// </summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            var changed = Changed();
            if (Earliest() is { } timer && timer.Due - _elapsed < Horizon)
                Fire(timer);
            else
                await Task.WhenAny(task, changed).WaitAsync(TimeSpan.FromSeconds(20));
        }

        return await task;
    }

    /// <summary>
    /// Moves time for a loop that waits for the clock again and again: each time it is woken, it is given the time it
    /// needs to come back and wait, before the clock moves on.
    /// </summary>
    public async Task AdvanceLoopAsync(TimeSpan span)
    {
        var end = _elapsed + span;
        await SomebodyWaits();
        while (Earliest() is { } timer && timer.Due <= end)
        {
            Fire(timer);
            await SomebodyWaits();
        }

        _elapsed = end;
    }

    /// <summary>Returns when somebody waits for the clock.</summary>
    private async Task SomebodyWaits()
    {
        for (var changed = Changed(); Earliest() is null; changed = Changed())
            await changed.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private Task Changed()
    {
        lock (_guard)
            return _changed.Task;
    }

    private ManualTimer? Earliest()
    {
        lock (_guard)
            return _timers.MinBy(timer => timer.Due);
    }

    private void Fire(ManualTimer timer)
    {
        _elapsed = timer.Due > _elapsed ? timer.Due : _elapsed;
        timer.Fire();
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        public void Fire()
        {
            Change(_period, _period);
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            TaskCompletionSource changed;
            lock (time._guard)
            {
                time._timers.Remove(this);
                (changed, time._changed) =
                    (time._changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._elapsed + dueTime;
                    time._timers.Add(this);
                }
            }

            changed.SetResult();
            return true;
        }

        public void Dispose()
        {
            lock (time._guard)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
