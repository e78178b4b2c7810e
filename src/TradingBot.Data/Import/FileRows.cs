using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Import;

/// <summary>
/// The candles that were read of a file, in the direction in which most of them rise, and of which rows of it they were
/// made: each of one row, or of as many as it has trades.
/// </summary>
/// <param name="candles">What was read, in the file's order.</param>
/// <param name="lines">Where in the file its rows are.</param>
/// <param name="isDescending">True if most rows are earlier than the one above them.</param>
/// <param name="areOfTrades">True if a row is a trade.</param>
internal sealed class FileRows(CandleFileWriter candles, RowLines lines, bool isDescending, bool areOfTrades)
{
    private const int SumEvery = 256;

    private long[]? _sums;

    /// <summary>Number of candles.</summary>
    public long Count => candles.Count;

    public bool AreDescending => isDescending;

    /// <summary>True if a row is a trade: then several candles of one time are parts of it.</summary>
    public bool AreOfTrades => areOfTrades;

    /// <summary>Fills <paramref name="part"/> with candles, from the given one on.</summary>
    public void Read(long at, Span<Candle> part)
    {
        if (!isDescending)
        {
            candles.Read(at, part);
            return;
        }

        candles.Read(candles.Count - at - part.Length, part);
        part.Reverse();
        if (!areOfTrades)
            return;
        foreach (ref var candle in part)
            candle = TradeAggregator.Reversed(candle);
    }

    public long TimeOf(long at)
    {
        Span<Candle> one = stackalloc Candle[1];
        Read(at, one);
        return one[0].OpenSeconds;
    }

    /// <summary>How many rows of the file the candles from <paramref name="start"/> up to an end are made of.</summary>
    public long RowsIn(long start, long end) => isDescending
        ? RowsAbove(candles.Count - start) - RowsAbove(candles.Count - end)
        : RowsAbove(end) - RowsAbove(start);

    /// <summary>The lines of a candle's rows, in the file's order.</summary>
    public IEnumerable<long> LinesOf(long at)
    {
        var row = RowsAbove(isDescending ? candles.Count - 1 - at : at);
        var end = row + RowsIn(at, at + 1);
        for (; row < end; row++)
            yield return lines.LineOf(row);
    }

    /// <summary>The rows above a candle in the file.</summary>
    private long RowsAbove(long candle)
    {
        if (!areOfTrades)
            return candle;
        _sums ??= Sums();
        var place = (int)(candle / SumEvery);
        return _sums[place] + TradesIn((long)place * SumEvery, candle);
    }

    /// <summary>The trades above each <see cref="SumEvery"/>th candle: adding all up for each row is slow.</summary>
    private long[] Sums()
    {
        var sums = new long[candles.Count / SumEvery + 1];
        for (var i = 1; i < sums.Length; i++)
            sums[i] = sums[i - 1] + TradesIn((i - 1L) * SumEvery, (long)i * SumEvery);
        return sums;
    }

    private long TradesIn(long start, long end)
    {
        Span<Candle> part = stackalloc Candle[SumEvery];
        part = part[..(int)(end - start)];
        candles.Read(start, part);
        var sum = 0L;
        foreach (ref readonly var candle in part)
            sum += candle.TradeCount;
        return sum;
    }
}
