namespace TradingBot.Kraken.Sockets;

/// <summary>What outlives a single connection.</summary>
internal sealed class SocketParts
{
    public SocketParts(WatchTimes times, TimeProvider time)
    {
        Desk = new SubscriptionDesk(times, Pending, Counters);
        Clock = new ServerClock(time);
    }

    public PendingRequests Pending { get; } = new();

    public SocketCounters Counters { get; } = new();

    public SubscriptionDesk Desk { get; }

    public ServerClock Clock { get; }
}
