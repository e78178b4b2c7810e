namespace TradingBot.Worlds.Machine;

/// <summary>
/// The time of a world: true, without a wall's mistakes. It goes from one thing that is due to the next, and takes no
/// time in between.
/// </summary>
internal sealed class WorldTime
{
    /// <summary>A Monday at midnight.</summary>
    public static readonly DateTime Begin = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    private readonly PriorityQueue<Action, (long Due, long Number)> _due = new();
    private long _number;

    /// <summary>Since the world began.</summary>
    public TimeSpan Now { get; private set; }

    public DateTime Utc => Begin + Now;

    /// <summary>Has something done later.</summary>
    /// <param name="delay">Not below 0.</param>
    /// <param name="action">Quick, and waits for nothing.</param>
    public void After(TimeSpan delay, Action action) => _due.Enqueue(action, (Now.Ticks + delay.Ticks, _number++));

    public void After(double seconds, Action action) => After(TimeSpan.FromSeconds(seconds), action);

    /// <summary>Does the next thing that is due up to an instant, and makes it now.</summary>
    /// <returns>False when nothing is due by then; time stands where it stood.</returns>
    public bool RunNext(TimeSpan until)
    {
        if (!_due.TryPeek(out var action, out var place) || place.Due > until.Ticks)
            return false;
        _due.Dequeue();
        Now = TimeSpan.FromTicks(Math.Max(Now.Ticks, place.Due));
        action();
        return true;
    }
}
