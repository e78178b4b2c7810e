using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>RFC 3339 text as UTC.</summary>
internal sealed class UtcConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.Instant(ref reader);

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
}
