using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>SystemStatus.</summary>
internal sealed record SystemStatusInfo
{
    /// <summary>Kraken's word: online, maintenance, cancel_only, post_only.</summary>
    public required string Status { get; init; }

    /// <summary>UTC.</summary>
    public DateTime Timestamp { get; init; }

    [JsonIgnore]
    public SystemMode Mode => SystemModes.Parse(Status);
}
