namespace TradingBot.Exchanges.Connections;

/// <summary>
/// A clock that runs faster than the wall's from a moment on: the offline Kraken and the daemon that trades on it
/// live by the same one, so that a day takes minutes and every timeout keeps its meaning.
/// </summary>
/// <param name="speed">Seconds of this clock in a second of the wall's; above 0.</param>
/// <param name="start">What it shows now; null: the wall's time.</param>
public sealed class ScaledTime(double speed, DateTimeOffset? start = null) : TimeProvider
{
    private readonly DateTimeOffset _start = start ?? System.GetUtcNow();
    private readonly long _startTimestamp = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_startTimestamp) * speed;

    public override long GetTimestamp() =>
        _startTimestamp + (long)((System.GetTimestamp() - _startTimestamp) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Shrunk(dueTime), Shrunk(period)), this);

    /// <summary>
    /// A span of this clock as a span of the wall's, for waiting; infinite and zero stay what they are.
    /// </summary>
    private TimeSpan Shrunk(TimeSpan span) => span == Timeout.InfiniteTimeSpan
        ? span
        : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / speed));

    private sealed class ScaledTimer(ITimer timer, ScaledTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(time.Shrunk(dueTime), time.Shrunk(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
