using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Reads <c>[volume, percent]</c>.</summary>
internal sealed class FeeRowConverter : JsonConverter<FeeRow>
{
    public override FeeRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonValues.Expect(ref reader, JsonTokenType.StartArray);
        var volume = JsonValues.NextDecimal(ref reader);
        var percent = JsonValues.NextDecimal(ref reader);
        JsonValues.EndRow(ref reader);
        return new FeeRow(volume, percent);
    }

    public override void Write(Utf8JsonWriter writer, FeeRow value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Kraken's answers are only read");
}
