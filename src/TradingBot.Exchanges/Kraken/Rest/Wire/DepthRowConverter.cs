using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Reads <c>["price", "volume", seconds]</c>.</summary>
internal sealed class DepthRowConverter : JsonConverter<DepthRow>
{
    public override DepthRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonValues.Expect(ref reader, JsonTokenType.StartArray);
        var price = JsonValues.NextDecimal(ref reader);
        var volume = JsonValues.NextDecimal(ref reader);
        var seconds = JsonValues.NextLong(ref reader);
        JsonValues.EndRow(ref reader);
        return new DepthRow(new BookLevel(price, volume), seconds);
    }

    public override void Write(Utf8JsonWriter writer, DepthRow value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Kraken's answers are only read");
}
