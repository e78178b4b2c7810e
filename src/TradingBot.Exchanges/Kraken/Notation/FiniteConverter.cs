using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Finite figures only, as number or string: <c>1e999</c> would otherwise become infinity.</summary>
internal sealed class FiniteConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.Double(ref reader);

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
