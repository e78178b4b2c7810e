using System.Globalization;
using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Recordings;

/// <summary>
/// An exchange that speaks in lines:
/// <code>
/// book XBTUSD update exch=5 crc=99 first=3 last=4|b 100.5 1.25|a 101.0 0
/// trades XBTUSD Stream|17 5000 b 100.5 0.25
/// candles XBTUSD update exch=5|1 60000000 100.5 101.0 100.0 100.5 1.25 100.4 3
/// </code>
/// A message that says several things has <c>;</c> between them.
/// </summary>
internal sealed class TestDecoder : IMessageDecoder
{
    public void Decode(ReadOnlySpan<byte> message, ICollection<MarketEvent> events)
    {
        foreach (var part in Encoding.UTF8.GetString(message).Split(';'))
            Decode(part, events);
    }

    private static void Decode(string message, ICollection<MarketEvent> events)
    {
        var lines = message.Split('|');
        var head = lines[0].Split(' ');
        switch (head[0])
        {
            case "heartbeat":
                break;
            case "book":
                events.Add(Book(head, lines[1..]));
                break;
            case "trades":
                events.Add(new TradesMessage(
                    head[1], [.. lines[1..].Select(Trade)], Enum.Parse<TradeSource>(head[2])));
                break;
            case "candles":
                events.Add(new CandlesMessage(head[1], head[2] == "snapshot", [.. lines[1..].Select(Candle)])
                {
                    ExchangeMicros = NumberIn(head, "exch"),
                });
                break;
            default:
                throw new FormatException($"'{head[0]}'");
        }
    }

    private static BookMessage Book(string[] head, string[] levels)
    {
        return new BookMessage(head[1], head[2] == "snapshot", [.. levels.Select(Level)])
        {
            ExchangeMicros = Number("exch"),
            Checksum = (uint?)Number("crc"),
            FirstId = Number("first"),
            LastId = Number("last"),
        };

        long? Number(string name) => NumberIn(head, name);
    }

    private static long? NumberIn(string[] head, string name) =>
        Array.Find(head, word => word.StartsWith(name + "=", StringComparison.Ordinal)) is { } word
            ? long.Parse(word[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : null;

    private static CapturedCandle Candle(string line)
    {
        var words = line.Split(' ');
        return new CapturedCandle(
            Whole(1), (int)Whole(0), Exact(words[2]), Exact(words[3]), Exact(words[4]), Exact(words[5]),
            Exact(words[6]), Exact(words[7]), Whole(8));

        long Whole(int at) => long.Parse(words[at], CultureInfo.InvariantCulture);
    }

    private static CapturedLevel Level(string line)
    {
        var words = line.Split(' ');
        return new CapturedLevel(SideOf(words[0]), new BookLevel(Exact(words[1]), Exact(words[2])));
    }

    private static CapturedTrade Trade(string line)
    {
        var words = line.Split(' ');
        return new CapturedTrade(
            long.Parse(words[0], CultureInfo.InvariantCulture),
            long.Parse(words[1], CultureInfo.InvariantCulture),
            SideOf(words[2]),
            Exact(words[3]),
            Exact(words[4]),
            words.Length > 5 ? words[5] == "market" : null);
    }

    private static Side SideOf(string letter) => letter == "b" ? Side.Buy : Side.Sell;

    private static decimal Exact(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
