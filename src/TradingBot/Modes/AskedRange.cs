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

    /// <summary>
    /// One line where what was traded is not what was asked for: the data reaches less far, or a candle begins
    /// elsewhere. Null where it is.
    /// </summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="start">Open of the first candle traded on, unix seconds.</param>
    /// <param name="end">End of the last one.</param>
    /// <param name="available">What the data has, the same.</param>
    public static string? Other(BacktestOptions options, long start, long end, (long First, long End) available)
    {
        if (start == options.Start && (options.End is null || options.End == end))
            return null;
        var asked = $"{Start(options.Start)} to "
            + (options.End is { } asking ? End(asking) : "the end of the data");
        return $"{asked}; the data reaches from {CandleFormat.Time(available.First)} "
            + $"to {CandleFormat.Time(available.End)} UTC";
    }

    private static string Date(long seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
