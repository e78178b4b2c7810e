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
        var facts = TradeFacts.Read(ref reader);
        return new PublicTrade(facts.Id, facts.Nanoseconds, price, volume, facts.Taker, facts.IsMarketOrder);
    }

    public Trade ToTrade() => new(Id, DateTime.UnixEpoch.AddTicks(Nanoseconds / 100), Price, Volume, Taker);
}
