namespace TradingBot.Modes.Recorded;

/// <summary>Our clock as it was while the recording was made.</summary>
internal sealed class RecordedTime : TimeProvider
{
    /// <summary>Unix microseconds.</summary>
    public long Micros { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Micros * TimeSpan.TicksPerMicrosecond;

    public override DateTimeOffset GetUtcNow() => new(At(Micros));

    /// <summary>UTC.</summary>
    public static DateTime At(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
