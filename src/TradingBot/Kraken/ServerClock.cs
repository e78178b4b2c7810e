namespace TradingBot.Kraken;

/// <summary>
/// Kraken's clock as seen from here, for deadlines. The sample with the shortest round trip of the last minutes counts:
/// it leaves the least room for error, at most half its length.
/// </summary>
internal sealed class ServerClock(TimeProvider time)
{
    private static readonly TimeSpan SampleLife = TimeSpan.FromMinutes(10);
    private readonly Lock _guard = new();
    private TimeSpan _offset;
    private TimeSpan? _roundTrip;
    private DateTime _sampledAt;

    /// <summary>UTC by Kraken's clock; our own clock until the first sample.</summary>
    public DateTime UtcNow
    {
        get
        {
            lock (_guard)
                return time.GetUtcNow().UtcDateTime + _offset;
        }
    }

    /// <summary>What Kraken's clock is ahead of ours.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_guard)
                return _offset;
        }
    }

    /// <summary>A request and its answer, all UTC.</summary>
    public void Observe(DateTime sent, DateTime serverIn, DateTime serverOut, DateTime received)
    {
        var roundTrip = received - sent - (serverOut - serverIn);
        if (roundTrip < TimeSpan.Zero)
            return; // one of the clocks was set in between
        lock (_guard)
        {
            if (_roundTrip is { } best && roundTrip > best && received - _sampledAt < SampleLife)
                return;
            _offset = (serverIn - sent + (serverOut - received)) / 2;
            _roundTrip = roundTrip;
            _sampledAt = received;
        }
    }
}
