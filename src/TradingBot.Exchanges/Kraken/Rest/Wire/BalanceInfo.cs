using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>BalanceEx: one asset.</summary>
internal sealed record BalanceInfo
{
    public required decimal Balance { get; init; }

    /// <summary>Held for open orders.</summary>
    [JsonPropertyName("hold_trade")]
    public required decimal Held { get; init; }

    public decimal Credit { get; init; }

    public decimal CreditUsed { get; init; }

    /// <summary>What an order may still use.</summary>
    [JsonIgnore]
    public decimal Available => Balance + Credit - CreditUsed - Held;
}
