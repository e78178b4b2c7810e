using TradingBot.Bots.Followers;

namespace TradingBot.Notifications;

/// <summary>Notices when connections are made anew too often: each alone is nothing, many are a bad line.</summary>
/// <param name="limit">So many are a storm.</param>
/// <param name="window">Within this time.</param>
internal sealed class ReconnectWatch(int limit, TimeSpan window)
{
    private readonly Queue<DateTime> _times = new();
    private long _seen;

    /// <summary>All since the beginning.</summary>
    public long Total => _seen;

    /// <returns>How many there were within the window, where that is a storm; then they are counted anew.</returns>
    public int? Look(BotSnapshot bot)
    {
        var now = bot.Time;
        var total = bot.Connections.Sum(connection => connection.Reconnections());
        for (; _seen < total; _seen++)
            _times.Enqueue(now);
        while (_times.TryPeek(out var oldest) && now - oldest > window)
            _times.Dequeue();
        if (_times.Count < limit)
            return null;
        var count = _times.Count;
        _times.Clear();
        return count;
    }
}
