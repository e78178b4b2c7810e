using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>status: the exchange's mode and what one is connected to.</summary>
internal sealed record StatusRow
{
    public required string System { get; init; }

    /// <summary>Does not fit a signed 64-bit number.</summary>
    public ulong ConnectionId { get; init; }

    public string? Version { get; init; }

    public string? ApiVersion { get; init; }

    [JsonIgnore]
    public SystemMode Mode => SystemModes.Parse(System);
}
