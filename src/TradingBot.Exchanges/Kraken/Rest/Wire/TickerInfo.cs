using System.Text.Json.Serialization;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>Ticker: one row. "Today" starts at 00:00 UTC.</summary>
internal sealed record TickerInfo : IJsonOnDeserialized
{
    /// <summary>Price, whole lots, volume; old answers lack the third.</summary>
    [JsonPropertyName("a")]
    public required double[] Ask { get; init; }

    /// <summary>Price, whole lots, volume.</summary>
    [JsonPropertyName("b")]
    public required double[] Bid { get; init; }

    /// <summary>Price and volume of the last trade.</summary>
    [JsonPropertyName("c")]
    public required double[] LastTrade { get; init; }

    /// <summary>Today, 24 hours; base units.</summary>
    [JsonPropertyName("v")]
    public required double[] Volume { get; init; }

    /// <summary>Volume-weighted average price today, 24 hours.</summary>
    [JsonPropertyName("p")]
    public required double[] AveragePrice { get; init; }

    /// <summary>Trades today, 24 hours.</summary>
    [JsonPropertyName("t")]
    public required long[] TradeCount { get; init; }

    /// <summary>Today, 24 hours.</summary>
    [JsonPropertyName("l")]
    public required double[] Low { get; init; }

    /// <summary>Today, 24 hours.</summary>
    [JsonPropertyName("h")]
    public required double[] High { get; init; }

    /// <summary>Today's first price.</summary>
    [JsonPropertyName("o")]
    public required double Open { get; init; }

    /// <summary>Checks the lengths, so that a reader of the answer need not.</summary>
    void IJsonOnDeserialized.OnDeserialized()
    {
        double[][] pairs = [Ask, Bid, LastTrade, Volume, AveragePrice, Low, High];
        if (Array.Exists(pairs, pair => pair.Length < 2) || TradeCount.Length < 2)
            throw JsonValues.Wrong("two figures in each field");
    }
}
