using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Candles;

/// <summary>Reads the end of what is stored, to be continued with candles from elsewhere.</summary>
internal static class StoredCandles
{
    /// <summary>
    /// The stored candles right before a moment, without a hole; an interval in which nothing traded is flat. Empty
    /// where the store does not reach that moment. Of several stored intervals the one that gives most is taken.
    /// </summary>
    /// <param name="store">Where they are.</param>
    /// <param name="instrument">The pair.</param>
    /// <param name="timeframe">Length wanted.</param>
    /// <param name="until">The moment, unix seconds; start of a candle of that length.</param>
    /// <param name="most">How many at most.</param>
    /// <exception cref="CandleStoreException">Something stored cannot be read or is damaged.</exception>
    public static IReadOnlyList<Candle> Before(
        CandleStore store, InstrumentId instrument, Timeframe timeframe, long until, int most)
    {
        List<Candle> best = [];
        // The store's list rises in interval; of equals the longest is taken, as in a backtest.
        var able = store.List().Where(s => s.Instrument == instrument && timeframe.IsMultipleOf(s.Timeframe));
        foreach (var series in able)
        {
            using var file = store.Open(series);
            var candles = Before(file, timeframe, until, most);
            if (candles.Count >= best.Count)
                best = candles;
        }

        return best;
    }

    private static List<Candle> Before(CandleFile file, Timeframe timeframe, long until, int most)
    {
        var stored = file.Series.Timeframe;
        if (file.LastOpenSeconds + stored.Seconds < until)
            return [];
        // From the candle before the first one wanted on: where that one did not trade, it is flat at this one's close.
        var before = file.Candles[Math.Max(0, file.IndexOf(until - most * (long)timeframe.Seconds) - 1)];
        var firstWhole = timeframe.OpenOf(file.FirstOpenSeconds + timeframe.Seconds - 1);
        var from = Math.Max(firstWhole, timeframe.OpenOf(before.OpenSeconds));
        ICandleSource source = file.Read(from, until);
        if (timeframe != stored)
            source = new Resampler(source, stored, timeframe, until);
        source = new GapFiller(source, timeframe, until);
        var candles = new List<Candle>();
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
            candles.AddRange(batch.Span);
        return candles[Math.Max(0, candles.Count - most)..];
    }
}
