using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Exact figures, as number or string, that are small enough to be added up.</summary>
internal sealed class AmountConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.Amount(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
