namespace TradingBot.Data.Candles;

/// <summary>What candles did to those of before, by open time.</summary>
/// <param name="Added">Times that had no candle.</param>
/// <param name="Replaced">Times that had a different candle.</param>
/// <param name="Unchanged">Times that had the same candle.</param>
internal readonly record struct MergeCounts(long Added, long Replaced, long Unchanged)
{
    public static MergeCounts operator +(MergeCounts left, MergeCounts right) => new(
        left.Added + right.Added,
        left.Replaced + right.Replaced,
        left.Unchanged + right.Unchanged);
}
