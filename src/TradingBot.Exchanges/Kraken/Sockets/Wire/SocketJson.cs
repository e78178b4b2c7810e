using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>The source-generated readers of frames that are not read by hand. Numbers may come as strings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(StatusRow[]))]
[JsonSerializable(typeof(TickerRow[]))]
[JsonSerializable(typeof(CandleRow[]))]
[JsonSerializable(typeof(InstrumentRows))]
[JsonSerializable(typeof(ExecutionRow[]))]
[JsonSerializable(typeof(BalanceRow[]))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(AcknowledgedResult))]
[JsonSerializable(typeof(BatchRow[]))]
internal sealed partial class SocketJson : JsonSerializerContext;
