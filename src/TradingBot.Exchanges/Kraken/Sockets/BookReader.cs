using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// Reads the data of a book frame into memory it keeps. Nothing is handed on before the frame is read whole.
/// </summary>
internal sealed class BookReader
{
    private readonly SymbolNames _symbols = new();
    private readonly BookUpdates _updates = new();

    public BookReader() => Message = new SocketMessage.Book(_updates);

    /// <summary>What was read last; always the same object.</summary>
    public SocketMessage.Book Message { get; }

    /// <exception cref="JsonException">Another form.</exception>
    public void Read(ReadOnlySpan<byte> data, bool isSnapshot)
    {
        _updates.Clear(isSnapshot);
        var reader = new Utf8JsonReader(data);
        JsonValues.Advance(ref reader);
        JsonValues.Expect(ref reader, JsonTokenType.StartArray);
        while (JsonValues.NextElement(ref reader))
            ReadUpdate(ref reader, _updates.Next());
    }

    private void ReadUpdate(ref Utf8JsonReader reader, BookUpdate update)
    {
        JsonValues.Expect(ref reader, JsonTokenType.StartObject);
        var (hasSymbol, hasChecksum) = (false, false);
        while (JsonValues.NextProperty(ref reader))
        {
            if (JsonValues.Is(ref reader, "bids"u8))
            {
                ReadLevels(ref reader, update, Side.Buy);
            }
            else if (JsonValues.Is(ref reader, "asks"u8))
            {
                ReadLevels(ref reader, update, Side.Sell);
            }
            else if (JsonValues.Is(ref reader, "symbol"u8))
            {
                JsonValues.Advance(ref reader);
                update.Symbol = _symbols.Read(ref reader);
                hasSymbol = true;
            }
            else if (JsonValues.Is(ref reader, "checksum"u8))
            {
                update.Checksum = (uint)JsonValues.NextLong(ref reader);
                hasChecksum = true;
            }
            else if (JsonValues.Is(ref reader, "timestamp"u8))
            {
                update.Timestamp = JsonValues.NextInstant(ref reader);
            }
            else
            {
                JsonValues.SkipValue(ref reader);
            }
        }

        if (!hasSymbol || !hasChecksum)
            throw JsonValues.Wrong("a symbol and a checksum");
    }

    private static void ReadLevels(ref Utf8JsonReader reader, BookUpdate update, Side side)
    {
        JsonValues.Advance(ref reader);
        JsonValues.Expect(ref reader, JsonTokenType.StartArray);
        while (JsonValues.NextElement(ref reader))
        {
            JsonValues.Expect(ref reader, JsonTokenType.StartObject);
            decimal? price = null, quantity = null;
            while (JsonValues.NextProperty(ref reader))
            {
                if (JsonValues.Is(ref reader, "price"u8))
                    price = JsonValues.NextDecimal(ref reader);
                else if (JsonValues.Is(ref reader, "qty"u8))
                    quantity = JsonValues.NextDecimal(ref reader);
                else
                    JsonValues.SkipValue(ref reader);
            }

            if (price is not > 0 || quantity is not >= 0)
                throw JsonValues.Wrong("a price and a quantity");
            update.Add(side, new BookLevel(price.Value, quantity.Value));
        }
    }
}
