using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Reads <c>"a"</c> like <c>["a"]</c>.</summary>
internal sealed class OneOrManyConverter : JsonConverter<string[]>
{
    public override string[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return [JsonValues.Text(ref reader)];
        JsonValues.Expect(ref reader, JsonTokenType.StartArray);
        List<string> texts = [];
        while (JsonValues.NextElement(ref reader))
            texts.Add(JsonValues.Text(ref reader));
        return [.. texts];
    }

    public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Kraken's answers are only read");
}
