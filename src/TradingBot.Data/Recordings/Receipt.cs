namespace TradingBot.Data.Recordings;

/// <summary>When something arrived here, by both clocks.</summary>
/// <param name="WallMicros">Unix microseconds of the clock that NTP sets, which may jump.</param>
/// <param name="MonotonicMicros">Microseconds since some moment of this machine's, which never run backwards.</param>
internal readonly record struct Receipt(long WallMicros, long MonotonicMicros)
{
    public static Receipt Now(TimeProvider time) =>
        new(
            MicrosOf(time.GetUtcNow()),
            time.GetElapsedTime(0, time.GetTimestamp()).Ticks / TimeSpan.TicksPerMicrosecond);

    public static long MicrosOf(DateTimeOffset time) =>
        (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
