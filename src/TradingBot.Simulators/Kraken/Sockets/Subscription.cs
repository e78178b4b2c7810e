using TradingBot.Simulators.Kraken.Markets;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>What a connection has subscribed to.</summary>
/// <param name="channel">As <c>book</c>.</param>
/// <param name="market">Null for channels of the account.</param>
/// <param name="detail">Depth of a book, minutes of candles; else 0.</param>
internal sealed class Subscription(string channel, SimulatedMarket? market, int detail)
{
    private long _sequence;

    public string Channel => channel;

    public SimulatedMarket? Market => market;

    public int Detail => detail;

    /// <summary>Set by a fault: acknowledged, then silent.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Executions: every change of a state, not only the beginnings and ends.</summary>
    public bool HasEveryStatus { get; init; } = true;

    /// <summary>Executions: the value of the trading counter with every event.</summary>
    public bool HasRateCount { get; init; }

    /// <summary>Ticker: sent at every change of the best prices, not only at trades.</summary>
    public bool OnBestPrices { get; init; }

    public bool Is(string otherChannel, SimulatedMarket? otherMarket, int otherDetail) =>
        channel == otherChannel && market == otherMarket && detail == otherDetail;

    /// <summary>Number of the next message, from 1.</summary>
    public long NextSequence() => ++_sequence;
}
