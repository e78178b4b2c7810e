using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>The gaps of a rising series. Kraken's archives have no row for an interval without trades.</summary>
/// <param name="Count">Number of gaps.</param>
/// <param name="Missing">Number of missing intervals in all of them.</param>
internal readonly record struct GapScan(int Count, long Missing)
{
    public static GapScan Of(ReadOnlySpan<Candle> candles, Timeframe timeframe) => Of(candles, timeframe, found: null);

    /// <summary>The gaps themselves, in order of time.</summary>
    public static List<Gap> List(ReadOnlySpan<Candle> candles, Timeframe timeframe)
    {
        var gaps = new List<Gap>();
        Of(candles, timeframe, gaps);
        return gaps;
    }

    private static GapScan Of(ReadOnlySpan<Candle> candles, Timeframe timeframe, List<Gap>? found)
    {
        var (count, missing) = (0, 0L);
        for (var i = 1; i < candles.Length; i++)
        {
            var expected = candles[i - 1].OpenSeconds + timeframe.Seconds;
            var intervals = (candles[i].OpenSeconds - expected) / timeframe.Seconds;
            if (intervals <= 0)
                continue;
            count++;
            missing += intervals;
            found?.Add(new Gap(expected, intervals));
        }

        return new GapScan(count, missing);
    }
}
