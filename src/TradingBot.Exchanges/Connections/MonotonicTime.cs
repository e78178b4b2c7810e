namespace TradingBot.Exchanges.Connections;

/// <summary>
/// A clock whose date never jumps, for what reckons spans by dates: a circuit that opens for ten seconds would stay
/// open for an hour where the wall's clock is set back by one.
/// </summary>
/// <param name="time">Has the timestamps and the timers, and the date to begin with.</param>
internal sealed class MonotonicTime(TimeProvider time) : TimeProvider
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + time.GetElapsedTime(_startTimestamp);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
