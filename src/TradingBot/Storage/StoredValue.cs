using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TradingBot.Storage;

/// <summary>
/// How values stand in the database. Times are whole numbers, 100 ns since 1970 UTC: exact, and a third of the size of
/// a text (<c>datetime(time / 10000000, 'unixepoch')</c> shows one). Amounts are texts with the very digits they had,
/// because SQLite has no decimal.
/// </summary>
internal static class StoredValue
{
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public static long Of(DateTime time) => time.Ticks - DateTime.UnixEpoch.Ticks;

    public static string Of(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for what is not known.</summary>
    public static object Of(decimal? amount) => amount is { } known ? Of(known) : DBNull.Value;

    /// <param name="unixSeconds">UTC; null: null.</param>
    public static long? OfSeconds(long? unixSeconds) => unixSeconds * TimeSpan.TicksPerSecond;

    /// <summary>Null for a time that was never set.</summary>
    public static object OfSet(DateTime time) => time == default ? DBNull.Value : Of(time);

    public static DateTime Time(long stored) => new(DateTime.UnixEpoch.Ticks + stored, DateTimeKind.Utc);

    public static DateTime Time(this SqliteDataReader row, int column) => Time(row.GetInt64(column));

    public static long Seconds(this SqliteDataReader row, int column) =>
        row.GetInt64(column) / TimeSpan.TicksPerSecond;

    public static string? TextOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static T Word<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));

    public static decimal Amount(this SqliteDataReader row, int column) =>
        decimal.Parse(row.GetString(column), Plain, CultureInfo.InvariantCulture);
}
