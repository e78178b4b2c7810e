namespace TradingBot.Supervision;

/// <summary>
/// Several bots, and one supervisor of their process: it is ready when each has begun or ended, and lives while the
/// loops of all that have not ended take events. A loop that hangs silences the process. Safe for several threads.
/// </summary>
/// <param name="supervisor">Gets the events.</param>
/// <param name="start">Is over when the process is ready.</param>
/// <param name="bots">Their names.</param>
internal sealed class SupervisedFleet(NotifySocket supervisor, StartProgress start, IReadOnlyList<string> bots)
{
    private readonly Lock _guard = new();
    private readonly HashSet<string> _living = [.. bots];
    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _fed = [];
    private bool _isReady;

    /// <summary>What one of them says.</summary>
    public ISupervisedBot Of(string bot) => new Member(this, bot);

    /// <summary>A bot has ended: the others need not wait for it.</summary>
    public void Ended(string bot)
    {
        lock (_guard)
        {
            _living.Remove(bot);
            if (_living.Count == 0)
                return; // the process says that it stops
            SayReady();
            supervisor.Send($"STATUS={Living()}; {bot} has ended");
        }
    }

    private bool Begun(string bot)
    {
        lock (_guard)
        {
            _begun.Add(bot);
            SayReady();
            return true;
        }
    }

    private bool Show(string bot, string status)
    {
        lock (_guard)
            return supervisor.Send($"STATUS={Living()}; {bot}: {status}");
    }

    private void Feed(string bot)
    {
        lock (_guard)
        {
            SayReady(); // where it was lost
            _fed.Add(bot);
            if (!_fed.IsSupersetOf(_living))
                return;
            _fed.Clear();
            supervisor.Send("WATCHDOG=1");
        }
    }

    private void SayReady()
    {
        if (_isReady || !_begun.IsSupersetOf(_living) || !supervisor.Send("READY=1"))
            return;
        _isReady = true;
        start.End();
    }

    private string Living() => $"{_living.Count} of {bots.Count} bots run";

    private sealed class Member(SupervisedFleet fleet, string bot) : ISupervisedBot
    {
        public bool IsReady() => fleet.Begun(bot);

        public bool Show(string status) => fleet.Show(bot, status);

        public void Feed() => fleet.Feed(bot);
    }
}
