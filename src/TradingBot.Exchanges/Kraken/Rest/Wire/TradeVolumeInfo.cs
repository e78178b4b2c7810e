using System.Text.Json.Serialization;
using TradingBot.Core.Accounts;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>TradeVolume: the account's 30-day volume and its own fees for the pairs that were asked for.</summary>
internal sealed record TradeVolumeInfo
{
    public required string Currency { get; init; }

    public required decimal Volume { get; init; }

    /// <summary>Taker fees by pair id; absent when no pair was asked for.</summary>
    public Dictionary<string, FeeInfo>? Fees { get; init; }

    /// <summary>Maker fees by pair id; a pair that is missing here pays the taker fee.</summary>
    [JsonPropertyName("fees_maker")]
    public Dictionary<string, FeeInfo>? MakerFees { get; init; }

    /// <summary>Today's fees of one pair as fractions, or null when the answer does not hold it.</summary>
    /// <param name="pairId">As AssetPairs has it: <c>XXBTZUSD</c>.</param>
    public FeeTier? FeesOf(string pairId)
    {
        if (Fees?.GetValueOrDefault(pairId) is not { } taker)
            return null;
        var maker = MakerFees?.GetValueOrDefault(pairId) ?? taker;
        return new FeeTier(taker.TierVolume ?? 0, maker.Percent / 100, taker.Percent / 100);
    }
}
