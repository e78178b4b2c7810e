using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>Puts two rising series of a pair together; where both have a candle the newer one stays.</summary>
internal static class CandleMerge
{
    private const int BatchSize = 8192;

    /// <exception cref="CandleStoreException">The result cannot be written.</exception>
    public static MergeCounts Write(
        ReadOnlySpan<Candle> older, ReadOnlySpan<Candle> newer, CandleFileWriter result, CancellationToken stop)
    {
        var batch = new Candle[BatchSize];
        var counts = new MergeCounts();
        while (!older.IsEmpty || !newer.IsEmpty)
        {
            stop.ThrowIfCancellationRequested();
            var filled = 0;
            for (; filled < batch.Length && !(older.IsEmpty && newer.IsEmpty); filled++)
                batch[filled] = TakeEarlier(ref older, ref newer, ref counts);
            result.Append(batch.AsSpan(0, filled));
        }

        return counts;
    }

    private static Candle TakeEarlier(
        ref ReadOnlySpan<Candle> older, ref ReadOnlySpan<Candle> newer, ref MergeCounts counts)
    {
        if (newer.IsEmpty || !older.IsEmpty && older[0].OpenSeconds < newer[0].OpenSeconds)
            return Take(ref older);
        if (older.IsEmpty || newer[0].OpenSeconds < older[0].OpenSeconds)
            counts += new MergeCounts(Added: 1, 0, 0);
        else if (Take(ref older) == newer[0])
            counts += new MergeCounts(0, 0, Unchanged: 1);
        else
            counts += new MergeCounts(0, Replaced: 1, 0);
        return Take(ref newer);
    }

    private static Candle Take(ref ReadOnlySpan<Candle> candles)
    {
        var first = candles[0];
        candles = candles[1..];
        return first;
    }
}
