using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>What was ordered. Figures stay text: a trailing stop's price is <c>+1.0000%</c>.</summary>
internal sealed record OrderDescription
{
    /// <summary>The pair's short name.</summary>
    public string? Pair { get; init; }

    /// <summary>buy or sell.</summary>
    [JsonPropertyName("type")]
    public string? Side { get; init; }

    [JsonPropertyName("ordertype")]
    public string? OrderType { get; init; }

    public string? Price { get; init; }

    public string? Price2 { get; init; }

    /// <summary><c>none</c> or <c>5:1</c>.</summary>
    public string? Leverage { get; init; }

    /// <summary>In Kraken's words, for a person.</summary>
    public string? Order { get; init; }

    /// <summary>The conditional close in Kraken's words, or empty.</summary>
    public string? Close { get; init; }
}
