using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>TradeVolume: the fee of one pair, percent.</summary>
internal sealed record FeeInfo
{
    [JsonPropertyName("fee")]
    public required decimal Percent { get; init; }

    /// <summary>Null in the best tier.</summary>
    [JsonPropertyName("nextfee")]
    public decimal? NextPercent { get; init; }

    /// <summary>Null in the best tier.</summary>
    [JsonPropertyName("nextvolume")]
    public decimal? NextVolume { get; init; }

    [JsonPropertyName("tiervolume")]
    public decimal? TierVolume { get; init; }
}
