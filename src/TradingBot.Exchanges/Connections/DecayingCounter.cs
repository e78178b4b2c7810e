namespace TradingBot.Exchanges.Connections;

/// <summary>
/// Kraken's counter as Kraken counts it: it grows with each action and sinks steadily with time. It has no clock; every
/// instant is given, as the time since any fixed origin, and an earlier instant than the last counts as the last.
/// </summary>
internal sealed class DecayingCounter(CounterLimit limit)
{
    private double _level;
    private TimeSpan _at = TimeSpan.MinValue;
    private TimeSpan _closedUntil = TimeSpan.MinValue;

    private double Usable => limit.Threshold - limit.Headroom;

    /// <summary>The counter at an instant, 0 or more.</summary>
    public double LevelAt(TimeSpan now)
    {
        Decay(now);
        return _level;
    }

    /// <summary>What is left of what may be used, from 1 (all) to 0 (the next action has to wait).</summary>
    public double HeadroomAt(TimeSpan now) =>
        _closedUntil > now ? 0 : Math.Clamp(1 - LevelAt(now) / Usable, 0, 1);

    /// <summary>How long to wait until an action of this cost fits; zero when it fits now.</summary>
    /// <remarks>
    /// An action dearer than the whole allowance fits when the counter is empty, or it would never go.
    /// </remarks>
    public TimeSpan WaitFor(double cost, TimeSpan now)
    {
        Decay(now);
        var excess = _level + Math.Min(cost, Usable) - Usable;
        var decay = excess <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(excess / limit.DecayPerSecond);
        var closed = _closedUntil > now ? _closedUntil - now : TimeSpan.Zero;
        // Rounded up to whole milliseconds: a timer knows no shorter ones and would end early, only to wait again; a
        // wait below one would not wait at all, and its caller spin.
        return TimeSpan.FromMilliseconds((long)Math.Ceiling((decay > closed ? decay : closed).TotalMilliseconds));
    }

    /// <summary>Counts an action that is about to be sent.</summary>
    public void Add(double cost, TimeSpan now)
    {
        Decay(now);
        _level += cost;
    }

    /// <summary>
    /// The exchange says where its own counter stands, or refused us: then it stands at the threshold at least.
    /// </summary>
    public void Observe(double level, TimeSpan now)
    {
        Decay(now);
        _level = level;
    }

    /// <summary>The exchange refused: its counter is at the threshold whatever ours says.</summary>
    public void ObserveRefusal(TimeSpan now) => Observe(Math.Max(LevelAt(now), limit.Threshold), now);

    /// <summary>The exchange named a time before which nothing is welcome.</summary>
    public void CloseFor(TimeSpan pause, TimeSpan now)
    {
        if (now + pause > _closedUntil)
            _closedUntil = now + pause;
    }

    private void Decay(TimeSpan now)
    {
        if (_at == TimeSpan.MinValue)
            _at = now;
        if (now <= _at)
            return;
        _level = Math.Max(0, _level - (now - _at).TotalSeconds * limit.DecayPerSecond);
        _at = now;
    }
}
