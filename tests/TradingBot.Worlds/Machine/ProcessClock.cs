namespace TradingBot.Worlds.Machine;

/// <summary>
/// What a process sees of time: a wall clock that can be set, a clock that never jumps and stands still while the
/// machine sleeps, and timers. A process that is stopped gets its timers afterwards, a dead one never.
/// </summary>
internal sealed class ProcessClock(WorldTime world) : TimeProvider
{
    private readonly List<Action> _held = [];
    private TimeSpan _slept;
    private bool _isStopped;
    private bool _isDead;

    /// <summary>What the wall clock is ahead of the truth.</summary>
    public TimeSpan WallError { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Monotonic => world.Now - _slept;

    public override DateTimeOffset GetUtcNow() => new(world.Utc + WallError, TimeSpan.Zero);

    public override long GetTimestamp() => Monotonic.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The process does nothing until <see cref="Go"/>: SIGSTOP, or a machine that sleeps.</summary>
    public void Stop() => _isStopped = true;

    /// <param name="slept">For how long the clock that never jumps stood still.</param>
    public void Go(TimeSpan slept)
    {
        _isStopped = false;
        _slept += slept;
        foreach (var due in _held)
            world.After(TimeSpan.Zero, due);
        _held.Clear();
    }

    /// <summary>No timer fires any more.</summary>
    public void Die() => _isDead = true;

    private sealed class Timer(ProcessClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _change;
        private TimeSpan _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _change++;
            if (dueTime < TimeSpan.Zero)
                return true;
            _period = period;
            _due = clock.Monotonic + dueTime;
            Wait();
            return true;
        }

        public void Dispose() => _change++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Wait()
        {
            var change = _change;
            Action due = () => { };
            due = () =>
            {
                // It may have been stopped in between, or have slept.
                if (change != _change || clock._isDead)
                    return;
                if (clock._isStopped)
                    clock._held.Add(due);
                else if (_due > clock.Monotonic)
                    Wait();
                else
                    Fire();
            };
            clock.After(_due - clock.Monotonic, due);
        }

        private void Fire()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            else
                _change++;
            callback(state);
        }
    }

    private void After(TimeSpan delay, Action action) => world.After(delay, action);
}
