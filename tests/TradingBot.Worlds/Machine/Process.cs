namespace TradingBot.Worlds.Machine;

/// <summary>A process as its surroundings see it: it runs, is stopped for a while, or is dead.</summary>
internal sealed class Process(WorldTime world)
{
    private readonly Queue<Action> _waiting = new();

    public ProcessClock Clock { get; } = new(world);

    /// <summary>Killed: it takes nothing in, gives nothing out and writes nothing any more.</summary>
    public bool IsDead { get; private set; }

    public bool IsStopped { get; private set; }

    /// <summary>Hands something in from outside: later where it is stopped, never where it is dead.</summary>
    public void Hand(Action action)
    {
        if (IsDead)
            return;
        if (IsStopped)
            _waiting.Enqueue(action);
        else
            action();
    }

    /// <summary>Does nothing for a while.</summary>
    /// <param name="pause">In true time.</param>
    /// <param name="isAsleep">True: the whole machine, whose clock that never jumps stands still too.</param>
    public void StopFor(TimeSpan pause, bool isAsleep)
    {
        if (IsDead || IsStopped)
            return;
        IsStopped = true;
        Clock.Stop();
        world.After(pause, () => Go(isAsleep ? pause : TimeSpan.Zero));
    }

    public void Die()
    {
        IsDead = true;
        Clock.Die();
        _waiting.Clear();
    }

    private void Go(TimeSpan slept)
    {
        if (IsDead)
            return;
        IsStopped = false;
        Clock.Go(slept);
        while (_waiting.TryDequeue(out var action))
            action();
    }
}
