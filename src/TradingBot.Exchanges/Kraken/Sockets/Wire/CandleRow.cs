using System.Text.Json;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>
/// ohlc: a candle as it stands, with the digits as they were printed. Nothing says that it is the last word about it.
/// </summary>
internal readonly record struct CandleRow
{
    private const int AllFields = 0b11_1111_1111;

    /// <summary>As <c>BTC/USD</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Begin { get; init; }

    public required int Minutes { get; init; }

    public required decimal Open { get; init; }

    public required decimal High { get; init; }

    public required decimal Low { get; init; }

    public required decimal Close { get; init; }

    /// <summary>Base units.</summary>
    public required decimal Volume { get; init; }

    /// <summary>Kraken's vwap; 0 where nothing was traded.</summary>
    public required decimal Average { get; init; }

    public required long Trades { get; init; }

    /// <summary>Reads one object. Its <c>timestamp</c> is the candle's end, whatever Kraken's text says.</summary>
    public static CandleRow Read(ref Utf8JsonReader reader)
    {
        JsonValues.Expect(ref reader, JsonTokenType.StartObject);
        var symbol = "";
        DateTime begin = default;
        var (minutes, trades, found) = (0L, 0L, 0);
        decimal open = 0, high = 0, low = 0, close = 0, volume = 0, average = 0;
        while (JsonValues.NextProperty(ref reader))
        {
            if (JsonValues.Is(ref reader, "symbol"u8))
                (symbol, found) = (JsonValues.NextText(ref reader), found | 1);
            else if (JsonValues.Is(ref reader, "interval_begin"u8))
                (begin, found) = (JsonValues.NextInstant(ref reader), found | 2);
            else if (JsonValues.Is(ref reader, "interval"u8))
                (minutes, found) = (NextMinutes(ref reader), found | 4);
            else if (JsonValues.Is(ref reader, "open"u8))
                (open, found) = (JsonValues.NextDecimal(ref reader), found | 8);
            else if (JsonValues.Is(ref reader, "high"u8))
                (high, found) = (JsonValues.NextDecimal(ref reader), found | 16);
            else if (JsonValues.Is(ref reader, "low"u8))
                (low, found) = (JsonValues.NextDecimal(ref reader), found | 32);
            else if (JsonValues.Is(ref reader, "close"u8))
                (close, found) = (JsonValues.NextDecimal(ref reader), found | 64);
            else if (JsonValues.Is(ref reader, "volume"u8))
                (volume, found) = (JsonValues.NextDecimal(ref reader), found | 128);
            else if (JsonValues.Is(ref reader, "vwap"u8))
                (average, found) = (JsonValues.NextDecimal(ref reader), found | 256);
            else if (JsonValues.Is(ref reader, "trades"u8))
                (trades, found) = (JsonValues.NextLong(ref reader), found | 512);
            else
                JsonValues.SkipValue(ref reader);
        }

        return found != AllFields
            ? throw JsonValues.Wrong("a whole candle")
            : new CandleRow
            {
                Symbol = symbol,
                Begin = begin,
                Minutes = (int)minutes,
                Open = open,
                High = high,
                Low = low,
                Close = close,
                Volume = volume,
                Average = average,
                Trades = trades,
            };
    }

    private static long NextMinutes(ref Utf8JsonReader reader) =>
        JsonValues.NextLong(ref reader) is > 0 and <= int.MaxValue and var minutes
            ? minutes
            : throw JsonValues.Wrong("a length in minutes");
}
