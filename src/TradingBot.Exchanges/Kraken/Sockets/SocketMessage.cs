using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// Everything a connection can tell: what the exchange sent, and what became of the connection itself.
/// </summary>
internal abstract record SocketMessage
{
    private SocketMessage()
    {
    }

    internal sealed record Heartbeat : SocketMessage
    {
        public static Heartbeat Instance { get; } = new();
    }

    /// <summary>Sent on connecting and whenever the exchange changes its mode.</summary>
    internal sealed record Status(StatusRow Row) : SocketMessage;

    /// <summary>The answer to a request, also one that came too late for its sender.</summary>
    internal sealed record Acknowledged(Acknowledgement Value) : SocketMessage;

    internal sealed record Trades(bool IsSnapshot, TradeRow[] Rows) : SocketMessage;

    /// <param name="IsSnapshot">True for the latest candles at subscribing.</param>
    /// <param name="Time">When the exchange sent it, UTC; null where it does not say.</param>
    /// <param name="Rows">As they are in the message.</param>
    internal sealed record Candles(bool IsSnapshot, DateTime? Time, CandleRow[] Rows) : SocketMessage;

    /// <summary>Valid until the next frame is parsed: the parser fills the same object again and again.</summary>
    internal sealed record Book(BookUpdates Updates) : SocketMessage;

    /// <param name="IsSnapshot">True for the state at subscribing, which repeats fills after a reconnect.</param>
    /// <param name="Sequence">Counts from 1 in each subscription; 0 where the message has none.</param>
    /// <param name="Rows">In the order they happened.</param>
    internal sealed record Executions(bool IsSnapshot, long Sequence, ExecutionRow[] Rows) : SocketMessage;

    /// <summary>A channel this program does not know; counted and left alone.</summary>
    internal sealed record UnknownChannel(string Channel) : SocketMessage;

    /// <summary>A frame that could not be read; counted and left alone. Lost data shows as a gap.</summary>
    internal sealed record Malformed(string Reason) : SocketMessage;

    /// <summary>A new connection; snapshots follow. Whatever came before may have a hole at its end.</summary>
    internal sealed record Connected : SocketMessage
    {
        public static Connected Instance { get; } = new();
    }

    internal sealed record Disconnected(string Reason) : SocketMessage;

    /// <summary>The exchange will not have this subscription.</summary>
    internal sealed record SubscriptionRefused(Subscription Subscription, ExchangeError Error) : SocketMessage;

    /// <summary>The connection is given up for good; a person has to look.</summary>
    internal sealed record Stopped(string Reason) : SocketMessage;
}
