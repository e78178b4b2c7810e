using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>The candles of a source that open within a range of time.</summary>
/// <param name="source">Candles in rising order.</param>
/// <param name="from">First open time, unix seconds.</param>
/// <param name="to">Open time that is already outside, unix seconds.</param>
public sealed class TimeRange(ICandleSource source, long from, long to) : ICandleSource
{
    public ReadOnlyMemory<Candle> Next()
    {
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
        {
            var candles = batch.Span;
            if (candles[0].OpenSeconds >= to)
                return default;
            if (candles[^1].OpenSeconds < from)
                continue;
            var first = FirstAtOrAfter(candles, from);
            var end = FirstAtOrAfter(candles, to);
            if (end > first)
                return batch[first..end];
        }

        return default;
    }

    private static int FirstAtOrAfter(ReadOnlySpan<Candle> candles, long seconds)
    {
        var (low, high) = (0, candles.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (candles[middle].OpenSeconds < seconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
