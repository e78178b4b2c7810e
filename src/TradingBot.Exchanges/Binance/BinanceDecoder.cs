using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Exchanges.Binance;

/// <summary>
/// Reads recorded messages of Binance spot: changes of the book (<c>@depth</c>), trades (<c>@trade</c>) and the REST
/// snapshot of a book, with or without the envelope of a combined stream. Of any other message nothing is made.
/// </summary>
/// <param name="pair">Whose a REST snapshot is: it does not say so itself.</param>
internal sealed class BinanceDecoder(string pair) : IMessageDecoder
{
    /// <summary>Times are milliseconds, and microseconds where the connection asked for them.</summary>
    private const long FirstMicroseconds = 100_000_000_000_000;

    public void Decode(ReadOnlySpan<byte> message, ICollection<MarketEvent> events)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            using var document = JsonDocument.ParseValue(ref reader);
            _ = reader.Read(); // throws where anything stands behind it
            Decode(document.RootElement, events);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException("not JSON, or not all of it", wrong);
        }
    }

    private void Decode(JsonElement root, ICollection<MarketEvent> events)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("not a JSON object");
        if (root.TryGetProperty("lastUpdateId", out _))
        {
            events.Add(Snapshot(root));
            return;
        }

        var data = root.TryGetProperty("stream", out _) ? Member(root, "data") : root;
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("e", out var kind))
            return; // a best price, an acknowledgement, the best levels alone
        if (kind.ValueEquals("depthUpdate"))
            events.Add(Changes(data));
        else if (kind.ValueEquals("trade"))
            events.Add(new TradesMessage(Text(data, "s"), [Trade(data)], TradeSource.Stream));
    }

    private BookMessage Snapshot(JsonElement root) =>
        Message(root, pair, "bids", "asks", isSnapshot: true) with { LastId = Whole(root, "lastUpdateId") };

    private static BookMessage Changes(JsonElement data)
    {
        var (first, last) = (Whole(data, "U"), Whole(data, "u"));
        return first > last
            ? throw new FormatException($"its first update is {first}, and its last {last}")
            : Message(data, Text(data, "s"), "b", "a", isSnapshot: false) with
            {
                ExchangeMicros = Micros(data, "E"),
                FirstId = first,
                LastId = last,
            };
    }

    private static BookMessage Message(JsonElement from, string market, string bids, string asks, bool isSnapshot)
    {
        var levels = new List<CapturedLevel>();
        PrintedLevels.Read(Member(from, bids), Side.Buy, levels);
        PrintedLevels.Read(Member(from, asks), Side.Sell, levels);
        return new BookMessage(market, isSnapshot, levels);
    }

    private static CapturedTrade Trade(JsonElement data)
    {
        var isBuyerMaker = Member(data, "m");
        return isBuyerMaker.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            ? throw new FormatException("'m' is not true or false")
            : new CapturedTrade(
                Whole(data, "t"),
                Micros(data, "T"),
                isBuyerMaker.GetBoolean() ? Side.Sell : Side.Buy,
                PrintedLevels.Number(Member(data, "p")),
                PrintedLevels.Number(Member(data, "q")),
                IsMarket: null);
    }

    private static long Micros(JsonElement from, string name) =>
        Whole(from, name) is var time and < FirstMicroseconds ? time * 1000 : Whole(from, name);

    private static long Whole(JsonElement from, string name) =>
        Member(from, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole)
            ? whole
            : throw new FormatException($"'{name}' is not a whole number");

    private static string Text(JsonElement from, string name) =>
        Member(from, name) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : throw new FormatException($"'{name}' is not a text");

    private static JsonElement Member(JsonElement from, string name) =>
        from.TryGetProperty(name, out var member) ? member : throw new FormatException($"'{name}' is missing");
}
