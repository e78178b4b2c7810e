
namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// Freshness of each subscription, not of the connection: a socket that acknowledges, beats its heart and sends no
/// data is found here. Without a clock: every instant is the time since one fixed origin.
/// </summary>
internal sealed class SubscriptionWatch(WatchTimes times)
{
    private readonly Dictionary<Subscription, Entry> _entries = [];

    /// <summary>A subscribe request goes out.</summary>
    public void Requested(Subscription subscription, TimeSpan now) =>
        _entries[subscription] = new Entry { RequestedAt = now, LastAt = now };

    public void Forget(Subscription subscription) => _entries.Remove(subscription);

    public void Clear() => _entries.Clear();

    public void Acknowledged(Subscription subscription)
    {
        // An empty executions snapshot is not documented, so the answer itself counts as its first data.
        if (subscription.Channel == SocketChannel.Executions && _entries.TryGetValue(subscription, out var entry))
            entry.HasData = true;
    }

    /// <summary>Data came.</summary>
    public void Received(SocketChannel channel, string symbol, TimeSpan now)
    {
        foreach (var (subscription, entry) in _entries)
        {
            if (subscription.Covers(channel, symbol))
            {
                entry.HasData = true;
                entry.LastAt = now;
            }
        }
    }

    /// <summary>
    /// Asks for the subscription to be made anew: a book whose checksum is wrong, a gap in a sequence.
    /// </summary>
    public void Distrust(Subscription subscription)
    {
        if (_entries.TryGetValue(subscription, out var entry))
            entry.IsDistrusted = true;
    }

    /// <summary>What is due now.</summary>
    /// <param name="now">The instant of asking.</param>
    /// <param name="renew">Receives the subscriptions to make anew: distrusted, or silent for too long.</param>
    /// <returns>
    /// The subscription that has had no data since it was asked for: the connection is of no use. Else null.
    /// </returns>
    public Subscription? Check(TimeSpan now, List<Subscription> renew)
    {
        foreach (var (subscription, entry) in _entries)
        {
            var hasNone = !entry.HasData && now - entry.RequestedAt >= times.FirstData;
            if (hasNone && times.FirstDataIsVital)
                return subscription;
            var isSilent = hasNone || (entry.HasData
                && times.Silence(subscription.Channel) is { } limit
                && now - entry.LastAt >= limit);
            if ((isSilent || entry.IsDistrusted) && now - entry.RequestedAt >= times.Resubscribe)
                renew.Add(subscription);
        }

        return null;
    }

    private sealed class Entry
    {
        public TimeSpan RequestedAt { get; init; }

        public TimeSpan LastAt { get; set; }

        public bool HasData { get; set; }

        public bool IsDistrusted { get; set; }
    }
}
