using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>
/// A batch's result has been seen as an object with <c>orders</c> and as a bare array; both are read.
/// </summary>
internal sealed class AcknowledgedResultConverter : JsonConverter<AcknowledgedResult>
{
    public override AcknowledgedResult? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray
            ? new AcknowledgedResult
            {
                Orders = JsonSerializer.Deserialize(ref reader, SocketJson.Default.BatchRowArray),
            }
            : JsonSerializer.Deserialize(ref reader, SocketJson.Default.AcknowledgedResult);

    public override void Write(Utf8JsonWriter writer, AcknowledgedResult value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Kraken's answers are only read");
}
