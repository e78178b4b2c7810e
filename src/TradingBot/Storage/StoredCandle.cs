using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Storage;

/// <summary>A candle in JSON, as an event has it: an array of figures, no name repeated.</summary>
internal sealed class StoredCandle : JsonConverter<Candle>
{
    private const int Figures = 7;

    public override Candle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        StoredBook.RequireLength(json.RootElement, Figures);
        return EventJson.CandleOf(json.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Candle value, JsonSerializerOptions options) =>
        writer.WriteRawValue(EventJson.Array(in value));

    /// <summary>What a strategy has seen: a list of candles, each with its book where there was one.</summary>
    public static string TextOf(IEnumerable<SeenCandle> seen) => $"[{string.Join(",", seen.Select(TextOf))}]";

    /// <exception cref="FormatException">Nothing was written like this.</exception>
    public static IReadOnlyList<SeenCandle> Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(SeenIn)];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or IndexOutOfRangeException
            or FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException($"the candles of a session cannot be read: {wrong.Message}", wrong);
        }
    }

    private static string TextOf(SeenCandle seen) =>
        seen.Book is { } book
            ? $"{EventJson.Array(seen.Candle)[..^1]},{StoredBook.TextOf(in book)}]"
            : EventJson.Array(seen.Candle);

    private static SeenCandle SeenIn(JsonElement row)
    {
        if (row.GetArrayLength() == Figures)
            return new SeenCandle(EventJson.CandleOf(row), Book: null);
        StoredBook.RequireLength(row, Figures + 1);
        return new SeenCandle(EventJson.CandleOf(row), StoredBook.In(row[Figures]));
    }
}

/// <summary>A sample of an order book in JSON: its time, and the figures as an event has them.</summary>
internal sealed class StoredBook : JsonConverter<BookSample>
{
    public static string TextOf(in BookSample book) =>
        FormattableString.Invariant($"[{StoredValue.Of(book.Time)},{EventJson.Array(in book)}]");

    public static BookSample In(JsonElement json)
    {
        RequireLength(json, 2);
        RequireLength(json[1], 6);
        return EventJson.BookOf(json[1], StoredValue.Time(json[0].GetInt64()));
    }

    public override BookSample Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return In(json.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, BookSample value, JsonSerializerOptions options) =>
        writer.WriteRawValue(TextOf(in value));

    public static void RequireLength(JsonElement row, int length)
    {
        if (row.GetArrayLength() != length)
            throw new JsonException($"{length} values expected");
    }
}
