using System.Globalization;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Instants in Kraken's notation.</summary>
internal static class KrakenTime
{
    /// <summary>RFC 3339 with milliseconds.</summary>
    public static string Rfc3339(DateTime utc) =>
        utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>UTC.</summary>
    /// <exception cref="OverflowException">No such instant.</exception>
    public static DateTime FromUnixSeconds(decimal seconds) =>
        DateTime.UnixEpoch + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Whole seconds since 1970, rounded down.</summary>
    public static long UnixSeconds(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalSeconds);
}
