namespace TradingBot.Data.Candles;

/// <summary>A run of intervals without a candle, between two that have one.</summary>
/// <param name="StartSeconds">Open time of the first missing interval, unix seconds UTC.</param>
/// <param name="Intervals">How many are missing in a row.</param>
internal readonly record struct Gap(long StartSeconds, long Intervals);
