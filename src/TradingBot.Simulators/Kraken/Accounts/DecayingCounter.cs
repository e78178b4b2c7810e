namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>A counter that calls raise and time lowers.</summary>
/// <param name="most">It never goes above this.</param>
/// <param name="decay">What it loses in a second.</param>
internal sealed class DecayingCounter(double most, double decay)
{
    private double _value;
    private DateTime _at;

    /// <summary>The value at a time, 0 or more.</summary>
    public double At(DateTime now)
    {
        if (now > _at)
        {
            _value = Math.Max(0, _value - (now - _at).TotalSeconds * decay);
            _at = now;
        }

        return _value;
    }

    /// <summary>Counts a cost unless that went above the limit.</summary>
    /// <returns>False when it did: nothing was counted.</returns>
    public bool TryAdd(double cost, DateTime now)
    {
        // The sum of costs is whole; what decay leaves in the 12th decimal must not refuse a call that fits exactly.
        if (At(now) + cost > most + 1e-9)
            return false;
        _value += cost;
        return true;
    }
}
