using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>The source-generated readers of REST's answers. Numbers may come as strings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcConverter), typeof(FiniteConverter), typeof(AmountConverter)])]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ServerTime))]
[JsonSerializable(typeof(SystemStatusInfo))]
[JsonSerializable(typeof(Dictionary<string, AssetPairInfo>))]
[JsonSerializable(typeof(Dictionary<string, TickerInfo>))]
[JsonSerializable(typeof(Dictionary<string, DepthInfo>))]
[JsonSerializable(typeof(Dictionary<string, BalanceInfo>))]
[JsonSerializable(typeof(TradeVolumeInfo))]
[JsonSerializable(typeof(OpenOrdersInfo))]
[JsonSerializable(typeof(ClosedOrdersInfo))]
[JsonSerializable(typeof(Dictionary<string, OrderInfo>))]
[JsonSerializable(typeof(Dictionary<string, OwnTrade>))]
[JsonSerializable(typeof(LedgersInfo))]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrdersCancelled))]
[JsonSerializable(typeof(CancelTimer))]
[JsonSerializable(typeof(SocketToken))]
[JsonSerializable(typeof(ApiKeyInfo))]
internal sealed partial class RestJson : JsonSerializerContext;
