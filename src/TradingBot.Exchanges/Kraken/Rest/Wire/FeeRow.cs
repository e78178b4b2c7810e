using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>One tier of AssetPairs: <c>[50000, 0.24]</c>.</summary>
/// <param name="FromVolume">30-day volume.</param>
/// <param name="Percent">Percent of the cost.</param>
[JsonConverter(typeof(FeeRowConverter))]
internal readonly record struct FeeRow(decimal FromVolume, decimal Percent);
