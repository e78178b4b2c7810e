using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>
/// The whole book, best levels of both sides, each time that it changes:
/// <c>{"t": 1430438405885, "bids": [["236.47", "1.78855669"], …], "asks": […]}</c>.
/// </summary>
internal sealed class BookSnapshots : LineFormat
{
    public override string Name => "book-snapshots";

    public override string Line =>
        """{"t": receipt in unix milliseconds, "bids": [["price", "amount"], …], "asks": […]}""";

    public override bool IsSequenced => false;

    public override bool HasWholeBooks => true;

    public override ReceivedLine Read(ReadOnlyMemory<byte> line) =>
        new(With(line.Span, book => TimeOf(book) * 1000), line);

    public override IMessageDecoder CreateDecoder(string market) => new Decoder(market);

    private static T With<T>(ReadOnlySpan<byte> line, Func<JsonElement, T> read)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            _ = reader.Read(); // throws where anything stands behind it
            return read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException("not JSON, or not all of it", wrong);
        }
    }

    private static long TimeOf(JsonElement book) =>
        Member(book, "t") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var milliseconds)
            && milliseconds is > 0 and < long.MaxValue / 1000
                ? milliseconds
                : throw new FormatException("'t' is not a time in milliseconds");

    private static JsonElement Member(JsonElement book, string name) =>
        book.ValueKind == JsonValueKind.Object && book.TryGetProperty(name, out var member)
            ? member
            : throw new FormatException($"'{name}' is missing");

    private sealed class Decoder(string market) : IMessageDecoder
    {
        public void Decode(ReadOnlySpan<byte> message, ICollection<MarketEvent> events) =>
            events.Add(new BookMessage(market, IsSnapshot: true, With(message, Levels)) { IsContinuation = true });

        private static List<CapturedLevel> Levels(JsonElement book)
        {
            var levels = new List<CapturedLevel>();
            PrintedLevels.Read(Member(book, "bids"), Side.Buy, levels);
            PrintedLevels.Read(Member(book, "asks"), Side.Sell, levels);
            return levels.Exists(change => change.Level.Quantity == 0)
                ? throw new FormatException("a level of a whole book has no quantity")
                : levels;
        }
    }
}
