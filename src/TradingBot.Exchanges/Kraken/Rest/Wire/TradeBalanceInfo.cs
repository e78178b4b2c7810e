using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>TradeBalance: the account in one currency. Old answers hold only some of it.</summary>
internal sealed record TradeBalanceInfo
{
    /// <summary>All currencies together.</summary>
    [JsonPropertyName("eb")]
    public decimal? EquivalentBalance { get; init; }

    /// <summary>All equity currencies together.</summary>
    [JsonPropertyName("tb")]
    public required decimal TradeBalance { get; init; }

    /// <summary>Margin of open positions.</summary>
    [JsonPropertyName("m")]
    public decimal Margin { get; init; }

    /// <summary>Unrealised result of open positions.</summary>
    [JsonPropertyName("n")]
    public decimal Unrealised { get; init; }

    /// <summary>Trade balance plus unrealised result.</summary>
    [JsonPropertyName("e")]
    public required decimal Equity { get; init; }

    [JsonPropertyName("mf")]
    public required decimal FreeMargin { get; init; }

    /// <summary>Percent; absent without positions.</summary>
    [JsonPropertyName("ml")]
    public decimal? MarginLevel { get; init; }
}
