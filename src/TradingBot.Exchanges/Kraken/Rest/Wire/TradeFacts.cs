using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>What stands behind price and volume in a row of Trades.</summary>
/// <param name="Id">Consecutive per pair; 0 in answers from before ids existed.</param>
/// <param name="Nanoseconds">Exchange time, unix nanoseconds; the wire has 100 ns.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
/// <param name="IsMarketOrder">True when the taker's order was a market order.</param>
internal readonly record struct TradeFacts(long Id, long Nanoseconds, Side Taker, bool IsMarketOrder)
{
    /// <summary><c>time, "b|s", "m|l", "misc", id]</c>, in old answers without the id.</summary>
    /// <exception cref="JsonException">Another form.</exception>
    public static TradeFacts Read(ref Utf8JsonReader reader)
    {
        JsonValues.Advance(ref reader);
        var nanoseconds = JsonValues.NanosecondsOfSeconds(ref reader);
        var taker = JsonValues.NextText(ref reader) switch
        {
            "b" => Side.Buy,
            "s" => Side.Sell,
            _ => throw JsonValues.Wrong("b or s"),
        };
        var isMarketOrder = JsonValues.NextText(ref reader) == "m";
        JsonValues.SkipValue(ref reader); // miscellaneous, always empty
        if (!JsonValues.NextElement(ref reader))
            return new TradeFacts(0, nanoseconds, taker, isMarketOrder);
        var id = JsonValues.Long(ref reader);
        JsonValues.EndRow(ref reader);
        return new TradeFacts(id, nanoseconds, taker, isMarketOrder);
    }
}
