using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>ohlc: an interval as it stands; updates come with trades only and nothing says that it is over.</summary>
internal sealed record CandleRow
{
    public required string Symbol { get; init; }

    /// <summary>Minutes.</summary>
    [JsonPropertyName("interval")]
    public required int Minutes { get; init; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("interval_begin")]
    public DateTime? Begin { get; init; }

    public double Open { get; init; }

    public double High { get; init; }

    public double Low { get; init; }

    public double Close { get; init; }

    public double Volume { get; init; }

    [JsonPropertyName("trades")]
    public int TradeCount { get; init; }

    [JsonPropertyName("vwap")]
    public double AveragePrice { get; init; }

    /// <summary>Null when the row lacks its start or holds one outside a candle's range.</summary>
    public Candle? ToCandle()
    {
        if (Begin is not { } begin)
            return null;
        var seconds = KrakenTime.UnixSeconds(begin);
        return seconds is < 0 or > uint.MaxValue || TradeCount < 0
            ? null
            : new Candle(seconds, Open, High, Low, Close, Volume, TradeCount);
    }
}
