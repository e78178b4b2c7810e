namespace TradingBot.Simulators.Kraken.Notation;

/// <summary>
/// The exchange's time: starts at a given moment and runs at a multiple of the real speed. A client in the same process
/// that takes its time from here agrees with the exchange at any speed.
/// </summary>
/// <param name="inner">Real time, or time stepped by hand.</param>
/// <param name="start">What this clock shows now.</param>
/// <param name="speed">Seconds of exchange time in a real second, above 0.</param>
public sealed class ExchangeClock(TimeProvider inner, DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long _startedAt = inner.GetTimestamp();

    public double Speed => speed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(inner.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    /// <summary>The real time that an interval of exchange time takes, at least a millisecond, rounded up.</summary>
    public TimeSpan Real(TimeSpan exchangeTime) => exchangeTime <= TimeSpan.Zero
        ? exchangeTime
        : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(exchangeTime.TotalMilliseconds / speed)));

    private TimeSpan Elapsed
    {
        get
        {
            var real = inner.GetElapsedTime(_startedAt);
            return speed == 1 ? real : real * speed;
        }
    }

    private sealed class ScaledTimer(ITimer timer, ExchangeClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
