using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Assets: one row; the key of the answer is the asset's id, such as <c>XXBT</c>.</summary>
internal sealed record AssetInfo
{
    /// <summary>The short name, such as <c>XBT</c>.</summary>
    [JsonPropertyName("altname")]
    public required string ShortName { get; init; }

    /// <summary>Decimals of the ledger.</summary>
    public required int Decimals { get; init; }

    public int DisplayDecimals { get; init; }

    /// <summary>enabled, deposit_only, withdrawal_only, funding_temporarily_disabled; absent in old answers.</summary>
    public string? Status { get; init; }

    public decimal? CollateralValue { get; init; }
}
