namespace TradingBot.Exchanges.Connections;

/// <summary>
/// A clock that runs faster than the wall's, but no faster than this process keeps up: while the process's own timers
/// are late it stands still. So a busy machine makes the session slower, and no time limit shorter. For a daemon and an
/// offline exchange in one process that share it; two processes' clocks would drift apart (<see cref="ScaledTime"/>).
/// </summary>
public sealed class PacedTime : TimeProvider, IDisposable
{
    // The most by which it can be ahead of its last beat: of each time limit only a small part.
    private static readonly TimeSpan LongestStride = TimeSpan.FromSeconds(0.5);

    // Timers of .NET are not finer than a millisecond, and each beat costs one.
    private static readonly TimeSpan ShortestBeat = TimeSpan.FromMilliseconds(2);

    private readonly TimeProvider _wall;
    private readonly double _speed;
    private readonly DateTimeOffset _start;
    private readonly long _startTimestamp;
    private readonly long _stride;
    private readonly ITimer _beats;
    private readonly Lock _beating = new();
    private Beat _last;

    /// <param name="speed">Seconds of this clock in a second of the wall's, at most; above 0.</param>
    /// <param name="wall">Null: the system's clock.</param>
    public PacedTime(double speed, TimeProvider? wall = null)
    {
        (_wall, _speed) = (wall ?? System, speed);
        _start = _wall.GetUtcNow();
        _startTimestamp = _wall.GetTimestamp();
        _last = new Beat(_startTimestamp, _startTimestamp);
        var beat = LongestStride / speed / 2;
        beat = beat > ShortestBeat ? beat : ShortestBeat;
        _stride = (long)(2 * beat.TotalSeconds * TimestampFrequency);
        _beats = _wall.CreateTimer(_ => TakeBeat(), null, beat, beat);
    }

    public override long TimestampFrequency => _wall.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(_startTimestamp);

    public override long GetTimestamp() => ReachedAt(Volatile.Read(ref _last), _wall.GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new PacedTimer(this, callback, state, dueTime, period);

    public void Dispose() => _beats.Dispose();

    // Late beats may overlap: the one that began first must not be the last to say how late it is.
    private void TakeBeat()
    {
        lock (_beating)
        {
            var now = _wall.GetTimestamp();
            Volatile.Write(ref _last, new Beat(now, ReachedAt(_last, now)));
        }
    }

    private long ReachedAt(Beat last, long wall) =>
        last.Reached + (long)(Math.Min(wall - last.Wall, _stride) * _speed);

    /// <summary>What the clock showed, and when; both as timestamps.</summary>
    private sealed record Beat(long Wall, long Reached);

    /// <summary>The wall's timer, set again as long as this clock is behind.</summary>
    private sealed class PacedTimer : ITimer
    {
        private const long Never = long.MaxValue;

        private readonly PacedTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly Lock _gate = new();
        private readonly ITimer _alarm;
        private TimeSpan _period;
        private long _due = Never;

        public PacedTimer(PacedTime time, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_time, _callback, _state) = (time, callback, state);
            _alarm = time._wall.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? Never : _time.GetTimestamp() + Ticks(dueTime);
                return Arm();
            }
        }

        public void Dispose() => _alarm.Dispose();

        public ValueTask DisposeAsync() => _alarm.DisposeAsync();

        private void OnAlarm()
        {
            lock (_gate)
            {
                if (_time.GetTimestamp() < _due)
                {
                    Arm();
                    return;
                }

                _due = _period > TimeSpan.Zero ? _due + Ticks(_period) : Never;
                if (_due != Never)
                    Arm();
            }

            _callback(_state);
        }

        private bool Arm()
        {
            if (_due == Never)
                return _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var left = (double)(_due - _time.GetTimestamp()) / _time.TimestampFrequency / _time._speed;
            return _alarm.Change(
                TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left * 1000))), Timeout.InfiniteTimeSpan);
        }

        private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
    }
}
