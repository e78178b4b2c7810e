using System.Collections;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Research.Trials;

/// <summary>
/// The candles of one pair and timeframe, in memory once for all trials. A trial gets what a backtest of its own would
/// read: from its own warm-up on, and gaps filled only behind the first candle that it has.
/// </summary>
internal sealed class CandleHistory
{
    private readonly Candle[] _candles;
    private readonly BitArray _isStored;

    private CandleHistory(Candle[] candles, BitArray isStored) => (_candles, _isStored) = (candles, isStored);

    public int Count => _candles.Length;

    /// <summary>Reads a source through, and fills its gaps as a backtest does.</summary>
    /// <param name="source">As stored, of the timeframe.</param>
    /// <param name="timeframe">Their length.</param>
    /// <param name="knownUntil">Up to here a missing candle means that nothing traded; unix seconds.</param>
    public static CandleHistory Filled(ICandleSource source, Timeframe timeframe, long knownUntil)
    {
        var stored = Read(source);
        var candles = Read(new GapFiller(new CandleMemory(stored), timeframe, knownUntil));
        var isStored = new BitArray(candles.Length);
        for (var (i, next) = (0, 0); next < stored.Length; i++)
        {
            isStored[i] = candles[i].OpenSeconds == stored[next].OpenSeconds;
            next += isStored[i] ? 1 : 0;
        }

        return new CandleHistory(candles, isStored);
    }

    /// <summary>Reads a source through; what is missing stays so.</summary>
    /// <param name="source">As stored.</param>
    public static CandleHistory WithGaps(ICandleSource source)
    {
        var candles = Read(source);
        return new CandleHistory(candles, new BitArray(candles.Length, defaultValue: true));
    }

    /// <summary>In their order.</summary>
    public ReadOnlySpan<Candle> All => _candles;

    /// <summary>All from a moment on, beginning with a candle that is stored.</summary>
    /// <param name="seconds">Unix seconds.</param>
    /// <param name="until">Candles that open then or later are left out; unix seconds.</param>
    public ICandleSource From(long seconds, long until = long.MaxValue)
    {
        var first = IndexAt(seconds);
        while (first < _candles.Length && !_isStored[first])
            first++;
        return new CandleMemory(_candles.AsMemory(first..Math.Max(first, IndexAt(until))));
    }

    /// <summary>The first candle that opens at a moment or later.</summary>
    /// <returns>Its index; how many there are, where none does.</returns>
    public int IndexAt(long seconds)
    {
        var (low, high) = (0, _candles.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_candles[middle].OpenSeconds < seconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static Candle[] Read(ICandleSource source)
    {
        var candles = new List<Candle>();
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
            candles.AddRange(batch.Span);
        return [.. candles];
    }
}
