using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>One row of Trades.</summary>
/// <param name="Id">Consecutive per pair; 0 in answers from before ids existed.</param>
/// <param name="Nanoseconds">Exchange time, unix nanoseconds; the wire has 100 ns.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
/// <param name="IsMarketOrder">True when the taker's order was a market order.</param>
internal readonly record struct PublicTrade(
    long Id, long Nanoseconds, double Price, double Volume, Side Taker, bool IsMarketOrder)
{
    /// <summary><c>["price", "volume", time, "b|s", "m|l", "misc", id]</c>, in old answers without the id.</summary>
    public static PublicTrade Read(ref Utf8JsonReader reader)
    {
        var price = JsonValues.NextDouble(ref reader);
        var volume = JsonValues.NextDouble(ref reader);
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
            return new PublicTrade(0, nanoseconds, price, volume, taker, isMarketOrder);
        var id = JsonValues.Long(ref reader);
        JsonValues.EndRow(ref reader);
        return new PublicTrade(id, nanoseconds, price, volume, taker, isMarketOrder);
    }

    public Trade ToTrade() => new(Id, DateTime.UnixEpoch.AddTicks(Nanoseconds / 100), Price, Volume, Taker);
}
