using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>
/// One row of OHLC. Kraken does not say whether the interval is over: the last row of an answer never is.
/// </summary>
/// <param name="Candle">The interval; where nothing traded, flat at the previous close.</param>
/// <param name="AveragePrice">Volume-weighted; 0 where nothing traded.</param>
internal readonly record struct OhlcRow(Candle Candle, double AveragePrice)
{
    /// <summary><c>[time, "open", "high", "low", "close", "vwap", "volume", count]</c>.</summary>
    public static OhlcRow Read(ref Utf8JsonReader reader)
    {
        var time = JsonValues.NextLong(ref reader);
        var open = JsonValues.NextDouble(ref reader);
        var high = JsonValues.NextDouble(ref reader);
        var low = JsonValues.NextDouble(ref reader);
        var close = JsonValues.NextDouble(ref reader);
        var average = JsonValues.NextDouble(ref reader);
        var volume = JsonValues.NextDouble(ref reader);
        var count = JsonValues.NextLong(ref reader);
        JsonValues.EndRow(ref reader);
        if (time is < 0 or > uint.MaxValue || count is < 0 or > int.MaxValue)
            throw JsonValues.Wrong("a time and a count that fit a candle");
        return new OhlcRow(new Candle(time, open, high, low, close, volume, (int)count), average);
    }
}
