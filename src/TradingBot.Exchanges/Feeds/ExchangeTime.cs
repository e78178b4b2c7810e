namespace TradingBot.Exchanges.Feeds;

/// <summary>
/// What the exchange's clock shows at least: the stamp of something that has just come, and the time since. Monotonic,
/// so that a wall clock that is set moves nothing. Safe for several callers.
/// </summary>
public sealed class ExchangeTime(TimeProvider time)
{
    /// <summary>For longer a clock is not trusted to run as fast as the exchange's.</summary>
    private static readonly TimeSpan StampLife = TimeSpan.FromMinutes(1);

    private readonly Lock _guard = new();
    private DateTime _stamp = DateTime.UnixEpoch;
    private long _heardAt;

    /// <summary>UTC; never ahead of the exchange. 1970 before the first stamp.</summary>
    public DateTime Now
    {
        get
        {
            lock (_guard)
                return NowInside();
        }
    }

    /// <summary>True when a stamp is recent enough to compute from.</summary>
    public bool IsFresh
    {
        get
        {
            lock (_guard)
                return IsFreshInside();
        }
    }

    /// <summary>Something has come that the exchange stamped when it sent it.</summary>
    public void Observe(DateTime stamp)
    {
        lock (_guard)
        {
            // The later one was quicker on its way. An old one goes: crystals differ by seconds a day.
            if (stamp > NowInside() || !IsFreshInside())
                (_stamp, _heardAt) = (stamp, time.GetTimestamp());
        }
    }

    private DateTime NowInside() =>
        _stamp == DateTime.UnixEpoch ? _stamp : _stamp + time.GetElapsedTime(_heardAt);

    private bool IsFreshInside() => _stamp != DateTime.UnixEpoch && time.GetElapsedTime(_heardAt) < StampLife;
}
