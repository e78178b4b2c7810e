using System.Text.Json;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>One row of Spread: the best prices at a second.</summary>
internal readonly record struct SpreadRow(long Seconds, decimal Bid, decimal Ask)
{
    /// <summary><c>[seconds, "bid", "ask"]</c>.</summary>
    public static SpreadRow Read(ref Utf8JsonReader reader)
    {
        var seconds = JsonValues.NextLong(ref reader);
        var bid = JsonValues.NextDecimal(ref reader);
        var ask = JsonValues.NextDecimal(ref reader);
        JsonValues.EndRow(ref reader);
        return new SpreadRow(seconds, bid, ask);
    }
}
