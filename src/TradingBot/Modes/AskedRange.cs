using System.Globalization;
using TradingBot.Data.Candles;

namespace TradingBot.Modes;

/// <summary>The ends of a range in the words in which they are asked for: whole days as dates.</summary>
internal static class AskedRange
{
    private const int Day = 86_400;

    public static string Start(long seconds) => seconds % Day == 0 ? Date(seconds) : CandleFormat.Time(seconds);

    /// <summary>The end of a whole day is that day, as <c>--end</c> takes it.</summary>
    public static string End(long seconds) => seconds % Day == 0 ? Date(seconds - 1) : CandleFormat.Time(seconds);

    private static string Date(long seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
