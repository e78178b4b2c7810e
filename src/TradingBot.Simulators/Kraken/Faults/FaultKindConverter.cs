using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Simulators.Kraken.Faults;

/// <summary>Writes a fault's name in lower case with hyphens, and reads no number.</summary>
internal sealed class FaultKindConverter()
    : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
