namespace TradingBot.Kraken.Sockets;

/// <summary>What outlives a single connection.</summary>
internal sealed class SocketParts
{
    public SocketParts(WatchTimes times) => Desk = new SubscriptionDesk(times, Pending, Counters);

    public PendingRequests Pending { get; } = new();

    public SocketCounters Counters { get; } = new();

    public SubscriptionDesk Desk { get; }
}
