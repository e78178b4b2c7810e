using System.Globalization;

namespace TradingBot.Data.Candles;

/// <summary>How numbers and times of candles are written for people.</summary>
internal static class CandleFormat
{
    /// <summary><c>70,253 rows</c>, <c>1 row</c>.</summary>
    public static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    /// <summary><c>2013-10-06 21:00</c>, UTC.</summary>
    public static string Time(long unixSeconds) =>
        DateTime.UnixEpoch.AddSeconds(unixSeconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>3,254 gaps (10,856 intervals missing)</c>.</summary>
    public static string Gaps(GapScan gaps) =>
        gaps.Count == 0 ? "no gaps" : $"{Count(gaps.Count, "gap")} ({Count(gaps.Missing, "interval")} missing)";

    /// <summary><c>2 d 8 h</c>: days, hours and minutes that are not 0.</summary>
    public static string Duration(TimeSpan length)
    {
        (int Number, string Unit)[] parts = [(length.Days, "d"), (length.Hours, "h"), (length.Minutes, "min")];
        return string.Join(' ', parts.Where(part => part.Number != 0).Select(part => $"{part.Number} {part.Unit}"));
    }
}
