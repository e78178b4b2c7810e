using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Time: Kraken's clock, to the second.</summary>
internal sealed record ServerTime : IJsonOnDeserialized
{
    [JsonPropertyName("unixtime")]
    public required long UnixSeconds { get; init; }

    [JsonPropertyName("rfc1123")]
    public string? Text { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (!KrakenTime.IsInstant(UnixSeconds))
            throw JsonValues.Wrong("a time in unix seconds");
    }
}
