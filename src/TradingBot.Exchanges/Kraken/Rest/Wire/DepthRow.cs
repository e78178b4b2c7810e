using System.Text.Json.Serialization;
using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>One row of Depth.</summary>
/// <param name="Level">Price with five decimals whatever the pair's precision, and volume.</param>
/// <param name="Seconds">When the level last changed, unix seconds; not coherent within one answer.</param>
[JsonConverter(typeof(DepthRowConverter))]
internal readonly record struct DepthRow(BookLevel Level, long Seconds);
