using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>
/// Reads single values from a reader that stands on them. Kraken writes the same figure as a number here and as a
/// string there, so both are taken. Whatever does not fit is a <see cref="JsonException"/>, the one exception a
/// caller catches.
/// </summary>
internal static class JsonValues
{
    private const decimal MaxUnits = 1_000_000_000_000_000_000_000_000m;
    private const decimal NanosecondsPerSecond = 1_000_000_000;

    /// <summary>With the digits as printed: trailing zeros are kept.</summary>
    public static decimal Decimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
            return number;
        if (reader.TokenType == JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out number, out var used) && used == reader.ValueSpan.Length)
            return number;
        throw Wrong("a decimal");
    }

    /// <summary>
    /// A price, a volume, an amount: small enough that a few of them can be added. No asset has 10^24 units.
    /// </summary>
    public static decimal Amount(ref Utf8JsonReader reader) =>
        Decimal(ref reader) is >= -MaxUnits and <= MaxUnits and var amount ? amount : throw Wrong("an amount");

    /// <summary>Finite.</summary>
    public static double Double(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        if (reader.TokenType == JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out number, out var used) && used == reader.ValueSpan.Length
            && double.IsFinite(number))
            return number;
        throw Wrong("a number");
    }

    public static long Long(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;
        if (reader.TokenType == JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out number, out var used) && used == reader.ValueSpan.Length)
            return number;
        throw Wrong("a whole number");
    }

    /// <summary>Seconds with any fraction, as unix nanoseconds: exact, where a double would not be.</summary>
    public static long NanosecondsOfSeconds(ref Utf8JsonReader reader)
    {
        var seconds = Decimal(ref reader);
        if (!KrakenTime.IsInstant(seconds))
            throw Wrong("a time in unix seconds");
        return (long)(seconds * NanosecondsPerSecond);
    }

    public static string Text(ref Utf8JsonReader reader)
    {
        // The reader checks UTF-8 only here and throws something else than JsonException when it is not.
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan))
            throw Wrong("a plain text");
        return reader.GetString()!;
    }

    /// <summary>
    /// Compares bytes as they are. The reader's own comparison unescapes, and throws for half a surrogate pair; Kraken
    /// escapes no name.
    /// </summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) => reader.ValueSpan.SequenceEqual(text);

    /// <summary>The property name the reader stands on.</summary>
    public static string Name(ref Utf8JsonReader reader) =>
        !reader.ValueIsEscaped && Utf8.IsValid(reader.ValueSpan) ? reader.GetString()! : throw Wrong("a plain name");

    /// <summary>An RFC 3339 instant as UTC, to 100 ns; what has no offset is UTC.</summary>
    public static DateTime Instant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            throw Wrong("an instant");
        // Without an offset the library would take the machine's own time zone.
        if (reader.ValueSpan.EndsWith("Z"u8) && reader.TryGetDateTime(out var utc))
            return utc;
        if (reader.TryGetDateTimeOffset(out var instant))
            return HasOffset(reader.ValueSpan)
                ? instant.UtcDateTime
                : DateTime.SpecifyKind(instant.DateTime, DateTimeKind.Utc);
        throw Wrong("an instant");
    }

    /// <summary>The serializer lets a null stand where a dictionary's value should be.</summary>
    public static void RequireRows<T>(Dictionary<string, T> rows)
        where T : class
    {
        if (rows.ContainsValue(null!))
            throw Wrong("a row under each name");
    }

    /// <summary>Moves to the next token.</summary>
    public static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw Wrong("more");
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw Wrong("something else");
    }

    /// <summary>Moves to the next property of an object, or to its end.</summary>
    /// <returns>False at the end.</returns>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves to the next element of an array, or to its end.</summary>
    /// <returns>False at the end.</returns>
    public static bool NextElement(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Moves to the next element of a row and reads it as a figure.</summary>
    public static double NextDouble(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return Double(ref reader);
    }

    public static decimal NextDecimal(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return Decimal(ref reader);
    }

    public static long NextLong(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return Long(ref reader);
    }

    public static string NextText(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return Text(ref reader);
    }

    public static DateTime NextInstant(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return Instant(ref reader);
    }

    /// <summary>Skips what a row may hold beyond what this program knows.</summary>
    public static void EndRow(ref Utf8JsonReader reader)
    {
        while (NextElement(ref reader))
            reader.Skip();
    }

    /// <summary>Skips the value after a property name.</summary>
    public static void SkipValue(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        reader.Skip();
    }

    // The message holds no value: it may end up in a log.
    public static JsonException Wrong(string expected) => new($"expected {expected}");

    private static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.Length > 6 && (text[^6] is (byte)'+' or (byte)'-') && text[^3] == ':';
}
