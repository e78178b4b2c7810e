using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>trade: one print of the tape.</summary>
/// <param name="Symbol">As <c>BTC/USD</c>.</param>
/// <param name="Trade">The print; its id counts up by one per symbol.</param>
/// <param name="IsMarketOrder">True when the taker's order was a market order.</param>
/// <param name="Price">Quote currency, with the digits as they were printed.</param>
/// <param name="Quantity">Base units, likewise.</param>
internal readonly record struct TradeRow(
    string Symbol, Trade Trade, bool IsMarketOrder, decimal Price, decimal Quantity)
{
    private const int AllFields = 0b11_1111;

    /// <summary>Reads one object; by hand because a trade is what the bot decides on.</summary>
    public static TradeRow Read(ref Utf8JsonReader reader)
    {
        JsonValues.Expect(ref reader, JsonTokenType.StartObject);
        string symbol = "";
        long id = 0;
        (double Rounded, decimal Exact) price = default, quantity = default;
        DateTime time = default;
        var taker = Side.Buy;
        var isMarketOrder = false;
        var found = 0;
        while (JsonValues.NextProperty(ref reader))
        {
            if (JsonValues.Is(ref reader, "symbol"u8))
                (symbol, found) = (JsonValues.NextText(ref reader), found | 1);
            else if (JsonValues.Is(ref reader, "price"u8))
                (price, found) = (NextNumber(ref reader), found | 2);
            else if (JsonValues.Is(ref reader, "qty"u8))
                (quantity, found) = (NextNumber(ref reader), found | 4);
            else if (JsonValues.Is(ref reader, "trade_id"u8))
                (id, found) = (JsonValues.NextLong(ref reader), found | 8);
            else if (JsonValues.Is(ref reader, "side"u8))
                (taker, found) = (ReadSide(ref reader), found | 16);
            else if (JsonValues.Is(ref reader, "timestamp"u8))
                (time, found) = (JsonValues.NextInstant(ref reader), found | 32);
            else if (JsonValues.Is(ref reader, "ord_type"u8))
                isMarketOrder = JsonValues.NextText(ref reader) == "market";
            else
                JsonValues.SkipValue(ref reader);
        }

        return found == AllFields
            ? new TradeRow(
                symbol,
                new Trade(id, time, price.Rounded, quantity.Rounded, taker),
                isMarketOrder,
                price.Exact,
                quantity.Exact)
            : throw JsonValues.Wrong("a whole trade");
    }

    private static (double Rounded, decimal Exact) NextNumber(ref Utf8JsonReader reader)
    {
        JsonValues.Advance(ref reader);
        return (JsonValues.Double(ref reader), JsonValues.Decimal(ref reader));
    }

    private static Side ReadSide(ref Utf8JsonReader reader)
    {
        JsonValues.Advance(ref reader);
        JsonValues.Expect(ref reader, JsonTokenType.String);
        if (JsonValues.Is(ref reader, "buy"u8))
            return Side.Buy;
        return JsonValues.Is(ref reader, "sell"u8) ? Side.Sell : throw JsonValues.Wrong("buy or sell");
    }
}
