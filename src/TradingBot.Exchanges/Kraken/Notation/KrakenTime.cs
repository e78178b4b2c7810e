using System.Globalization;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Instants in Kraken's notation.</summary>
internal static class KrakenTime
{
    /// <summary>The last unix second that fits 64 bits in nanoseconds: in the year 2262.</summary>
    public const decimal LastSecond = 9_223_372_036;

    /// <summary>
    /// True for unix seconds that an answer may name: from 1970 on, and an instant that can be represented.
    /// </summary>
    public static bool IsInstant(decimal seconds) => seconds is >= 0 and <= LastSecond;

    /// <summary>RFC 3339 with milliseconds.</summary>
    public static string Rfc3339(DateTime utc) =>
        utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>UTC.</summary>
    /// <param name="seconds">For which <see cref="IsInstant"/> holds.</param>
    public static DateTime FromUnixSeconds(decimal seconds) =>
        DateTime.UnixEpoch + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Whole seconds since 1970, rounded down.</summary>
    public static long UnixSeconds(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalSeconds);
}
