using System.Globalization;

namespace TradingBot.Simulators.Kraken.Notation;

/// <summary>Times as Kraken writes them.</summary>
internal static class UnixTime
{
    private const long NanosecondsATick = 100;
    private const decimal LatestSeconds = uint.MaxValue; // 2106: later times are cut to it

    /// <summary>Whole unix seconds.</summary>
    public static long Seconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>Unix seconds with seven decimals, as REST prints times.</summary>
    public static decimal Exact(DateTime time) => new(
        (int)(time.Ticks - DateTime.UnixEpoch.Ticks), (int)(
            (time.Ticks - DateTime.UnixEpoch.Ticks) >> 32), 0, isNegative: false, 7);

    public static long Nanoseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) * NanosecondsATick;

    /// <summary>The time of unix seconds or, from 10^13 on, nanoseconds: Trades takes both.</summary>
    public static DateTime FromSecondsOrNanoseconds(decimal value) => value >= 1e13m
        ? DateTime.UnixEpoch.AddTicks((long)Math.Min(value / NanosecondsATick, LatestSeconds * TimeSpan.TicksPerSecond))
        : FromSeconds(value);

    public static DateTime FromSeconds(decimal seconds) =>
        DateTime.UnixEpoch.AddTicks((long)(Math.Clamp(seconds, 0, LatestSeconds) * TimeSpan.TicksPerSecond));

    /// <summary>RFC 3339 with six decimals, as WebSocket prints times.</summary>
    public static string Stamp(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 with nine decimals, as the beginning of a candle is printed.</summary>
    public static string LongStamp(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 in whole seconds.</summary>
    public static string ShortStamp(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time of RFC 3339 from 1970 to 2106; null when it is not one.</summary>
    public static DateTime? Parse(string text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out var time)
            && time.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue
            ? time.UtcDateTime
            : null;
    }
}
