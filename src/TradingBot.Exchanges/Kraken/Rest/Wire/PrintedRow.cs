using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>One row of Trades, with the digits as they are printed.</summary>
/// <param name="Id">Above 0, consecutive per pair.</param>
/// <param name="Nanoseconds">Exchange time, unix nanoseconds; the wire has 100 ns.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
/// <param name="IsMarketOrder">True when the taker's order was a market order.</param>
internal readonly record struct PrintedRow(
    long Id, long Nanoseconds, decimal Price, decimal Volume, Side Taker, bool IsMarketOrder)
{
    /// <summary><c>["price", "volume", time, "b|s", "m|l", "misc", id]</c></summary>
    /// <exception cref="JsonException">Another form; a row needs an id, which tells it from its twin.</exception>
    public static PrintedRow Read(ref Utf8JsonReader reader)
    {
        var price = JsonValues.NextDecimal(ref reader);
        var volume = JsonValues.NextDecimal(ref reader);
        var facts = TradeFacts.Read(ref reader);
        return facts.Id > 0
            ? new PrintedRow(facts.Id, facts.Nanoseconds, price, volume, facts.Taker, facts.IsMarketOrder)
            : throw JsonValues.Wrong("a trade id above 0");
    }

    public DateTime Time => DateTime.UnixEpoch.AddTicks(Nanoseconds / TimeSpan.NanosecondsPerTick);
}
