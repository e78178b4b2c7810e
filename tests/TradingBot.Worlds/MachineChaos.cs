using TradingBot.Bots.Operators;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>What the machine and the people at it do to the process.</summary>
internal sealed class MachineChaos(Bot bot, Disk disk, WorldTime time, Random random, Census census)
{
    private const double SupervisorsPatience = 20; // seconds: deploy/systemd

    private readonly bool _kills = random.Next(2) == 0;
    private readonly bool _losesPower = random.Next(2) == 0;
    private readonly bool _fills = random.Next(3) == 0;
    private readonly OldCopy? _copy =
        random.Next(6) == 0 ? new OldCopy(bot, disk, time, random, census) : null;

    private bool _isPeaceful;
    private bool _isKilled;
    private TimeSpan _wallError;
    private int _turnsToLive;

    /// <summary>Told of what must not be.</summary>
    public required Action<string> Fail { get; init; }

    /// <summary>True: the process that was asked has ended for another reason, and without reading it.</summary>
    public bool IsAskedInVain => bot.Databases.Any(database => File.Exists(OperatorRequests.RequestOf(database)));

    /// <summary>Lets things happen in the active part of the world.</summary>
    public void Begin(TimeSpan active)
    {
        for (var at = 0; at < active.TotalSeconds; at += 60)
            time.After(at + random.Next(60), Disturb);
        _copy?.Begin(active);
    }

    /// <summary>Starts a process, which may be killed between any two of its steps.</summary>
    public void Start()
    {
        // Half of the deaths come early, when a session recovers.
        _turnsToLive = _isPeaceful || !_kills || random.Next(3) == 0 ? 0 : random.Next(random.Next(2) == 0 ? 400 : 6000);
        // What it does last may be anything on the way to the disk, where making a database takes 150 steps and a commit
        // three or four; what was not synced may go with the power.
        var dies = _kills && !_isPeaceful && random.Next(3) == 0;
        disk.Begin(
            forgets: _kills && _losesPower && !_isPeaceful && random.Next(3) > 0,
            stepsToLive: dies ? 1 + random.Next(random.Next(2) == 0 ? 160 : 800) : 0);
        _isKilled = false;
        bot.Start(_wallError);
    }

    /// <summary>Between any two steps.</summary>
    public void Turn()
    {
        if (_turnsToLive > 0 && --_turnsToLive == 0)
            Kill();
        else if (disk.IsDead && !_isKilled)
            Kill();
    }

    /// <summary>The process is gone.</summary>
    /// <param name="why">It says itself; null: nothing.</param>
    /// <returns>How long the bot stays down, where that is more than a supervisor's pause; else null.</returns>
    public TimeSpan? Ended(string? why)
    {
        if (disk.IsDead)
            disk.Revive(bot.Databases);
        if (why is not null && why.Contains("clock is", StringComparison.Ordinal))
            _wallError = TimeSpan.Zero; // as its message says
        if (why is not null && why.Contains("the disk is full", StringComparison.Ordinal))
            census.Count("ended by a full disk");
        return _copy?.Ended(why);
    }

    public void MakePeace()
    {
        _isPeaceful = true;
        _turnsToLive = 0;
        disk.MakePeace();
        _copy?.MakePeace();
        SetWall(TimeSpan.Zero);
        EndHalt();
    }

    /// <summary>Puts a request beside each bot's database.</summary>
    public void Ask(string word)
    {
        census.Count($"asked: {word}");
        foreach (var database in bot.Databases)
            File.WriteAllText(OperatorRequests.RequestOf(database), word);
    }

    private void Disturb()
    {
        if (_isPeaceful || !bot.IsRunning)
            return;
        switch (random.Next(15))
        {
            case 0:
                census.Count("clock set");
                SetWall(TimeSpan.FromSeconds((random.Next(2) == 0 ? 1 : -1) * Math.Exp(random.NextDouble() * 9)));
                time.After(90, () => SetWall(TimeSpan.Zero));
                break;
            case 1:
                census.Count("process stopped for a while");
                bot.Process.StopFor(TimeSpan.FromSeconds(1 + random.Next(150)), isAsleep: false);
                break;
            case 2:
                census.Count("machine asleep for a while");
                bot.Process.StopFor(TimeSpan.FromSeconds(1 + random.Next(150)), isAsleep: true);
                break;
            case 3 when _kills:
                Kill();
                break;
            case 4:
                Ask("halt");
                time.After(20, Resume);
                break;
            case 5:
                Ask("flatten");
                time.After(30, Resume);
                break;
            case 6:
                census.Count("kill file");
                foreach (var database in bot.Databases)
                    File.WriteAllText(OperatorRequests.HaltOf(database), "");
                time.After(20, EndHalt);
                time.After(25, Resume);
                break;
            case 7:
                Terminate();
                break;
            case 8 when _fills:
                census.Count("disk full for a while");
                disk.IsFull = true;
                time.After(5 + random.Next(90), () => disk.IsFull = false);
                break;
        }
    }

    private void EndHalt()
    {
        foreach (var database in bot.Databases)
            File.Delete(OperatorRequests.HaltOf(database));
    }

    /// <summary>As a person would, who does not know what is about to come; in peace only the world asks.</summary>
    private void Resume()
    {
        if (!_isPeaceful)
            Ask("resume");
    }

    private void SetWall(TimeSpan error)
    {
        _wallError = error;
        bot.Process.Clock.WallError = error;
    }

    /// <summary>As a host does; some machines are switched off before the process has ended.</summary>
    private void Terminate()
    {
        census.Count("told to end by a signal");
        bot.Terminate();
        var process = bot.Process;
        if (_kills && random.Next(4) == 0)
            time.After(random.NextDouble(), () => Kill(process));
        time.After(SupervisorsPatience, () => MustHaveEnded(process));
    }

    private void MustHaveEnded(Process process)
    {
        if (bot.Process == process && bot.IsRunning && !process.IsDead && !process.IsStopped)
            Fail("a process that was told to end by a signal goes on");
    }

    private void Kill(Process process)
    {
        if (bot.Process == process)
            Kill();
    }

    private void Kill()
    {
        if (!bot.IsRunning || _isKilled)
            return;
        _isKilled = true;
        bot.Kill();
    }
}
