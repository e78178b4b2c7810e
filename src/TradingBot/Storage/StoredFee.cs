using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Orders;

namespace TradingBot.Storage;

/// <summary>
/// A fee in JSON: a number where all of it was taken from the quote balance, as it always was stored; else what it is
/// worth and, in an object, what of it was taken from other balances. In tables that object has a column of its own.
/// </summary>
internal sealed class StoredFee : JsonConverter<Fee>
{
    /// <summary>From this version of the schema on tables have the column.</summary>
    private const int FirstVersion = 9;

    private const string Worth = "worth";
    private const string InKind = "inKind";
    private const string Base = "base";
    private const string BaseWorth = "baseWorth";
    private const string Others = "others";
    private const string Asset = "asset";
    private const string Amount = "amount";

    /// <summary>A column of fees in kind, for a query that also reads databases of earlier programs.</summary>
    public static string Column(string name, long version) => version < FirstVersion ? "NULL" : name;

    /// <summary>What a table has beside the worth; null where there is nothing to tell.</summary>
    public static string? TextOf(Fee? fee)
    {
        if (fee?.InKind is not { } kind)
            return null;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, kind);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <param name="worth">Of all of it, quote currency.</param>
    /// <param name="text">As <see cref="TextOf"/> gave it.</param>
    /// <exception cref="FormatException">No fee was written like this.</exception>
    public static Fee Of(decimal worth, string? text)
    {
        if (text is null)
            return worth;
        try
        {
            using var json = JsonDocument.Parse(text);
            return new Fee(worth, KindIn(json.RootElement));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the fee {text} cannot be read: {wrong.Message}", wrong);
        }
    }

    public override Fee Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetDecimal();
        using var json = JsonDocument.ParseValue(ref reader);
        var fee = json.RootElement;
        RequireFields(fee, 2);
        return new Fee(Field(fee, Worth).GetDecimal(), KindIn(Field(fee, InKind)));
    }

    public override void Write(Utf8JsonWriter writer, Fee value, JsonSerializerOptions options)
    {
        if (value.InKind is not { } kind)
        {
            writer.WriteNumberValue(value.Worth);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber(Worth, value.Worth);
        writer.WritePropertyName(InKind);
        Write(writer, kind);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FeeInKind kind)
    {
        json.WriteStartObject();
        json.WriteNumber(Base, kind.Base);
        json.WriteNumber(BaseWorth, kind.BaseWorth);
        json.WriteStartArray(Others);
        for (var other = kind.Others; other is not null; other = other.Next)
        {
            json.WriteStartObject();
            json.WriteString(Asset, other.Asset);
            json.WriteNumber(Amount, other.Amount);
            json.WriteNumber(Worth, other.Worth);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static FeeInKind KindIn(JsonElement json)
    {
        RequireFields(json, 3);
        AssetFee? others = null;
        foreach (var other in Field(json, Others).EnumerateArray().Reverse())
        {
            RequireFields(other, 3);
            others = new AssetFee(
                Field(other, Asset).GetString()!,
                Field(other, Amount).GetDecimal(),
                Field(other, Worth).GetDecimal(),
                others);
        }

        return new FeeInKind(Field(json, Base).GetDecimal(), Field(json, BaseWorth).GetDecimal(), others);
    }

    private static JsonElement Field(JsonElement json, string name) =>
        json.TryGetProperty(name, out var field) ? field : throw new JsonException($"a fee has no '{name}'");

    private static void RequireFields(JsonElement json, int count)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() != count)
            throw new JsonException("a fee is a number or has 'worth' and 'inKind'");
    }
}
