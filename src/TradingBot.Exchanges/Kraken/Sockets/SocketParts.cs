using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>What outlives a single connection.</summary>
internal sealed class SocketParts
{
    public SocketParts(WatchTimes times) => Desk = new Subscriptions(times, Pending, Counters);

    public PendingRequests Pending { get; } = new();

    public SocketCounters Counters { get; } = new();

    public Subscriptions Desk { get; }

    /// <summary>
    /// When the frame that is being handled was received; of <see cref="System.Diagnostics.Stopwatch"/>. Of the
    /// receiving thread only.
    /// </summary>
    public long FrameReceivedAt { get; set; }
}
