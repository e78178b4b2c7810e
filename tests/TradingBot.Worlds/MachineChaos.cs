using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>What the machine and the people at it do to the process.</summary>
internal sealed class MachineChaos(Bot bot, WorldTime time, Random random, Census census)
{
    private readonly bool _kills = random.Next(2) == 0;
    private bool _isPeaceful;
    private TimeSpan _wallError;
    private int _turnsToLive;

    /// <summary>Lets things happen in the active part of the world.</summary>
    public void Begin(TimeSpan active)
    {
        for (var at = 0; at < active.TotalSeconds; at += 60)
            time.After(at + random.Next(60), Disturb);
    }

    /// <summary>Starts a process, which may be killed between any two of its steps.</summary>
    public void Start()
    {
        // Half of the deaths come early, when a session recovers.
        _turnsToLive = _isPeaceful || !_kills || random.Next(3) == 0 ? 0 : random.Next(random.Next(2) == 0 ? 400 : 6000);
        bot.Start(_wallError);
    }

    /// <summary>Between any two steps.</summary>
    public void Turn()
    {
        if (_turnsToLive > 0 && --_turnsToLive == 0)
            Kill();
    }

    /// <summary>A session could not begin or go on.</summary>
    public void Refused(string why)
    {
        if (why.Contains("clock is", StringComparison.Ordinal))
            _wallError = TimeSpan.Zero; // as its message says
    }

    public void MakePeace()
    {
        _isPeaceful = true;
        _turnsToLive = 0;
        SetWall(TimeSpan.Zero);
        File.Delete(Path.ChangeExtension(bot.Database, ".halt"));
    }

    /// <summary>Puts a request beside the bot's database.</summary>
    public void Ask(string word)
    {
        census.Count($"asked: {word}");
        File.WriteAllText(Path.ChangeExtension(bot.Database, ".request"), word);
    }

    private void Disturb()
    {
        if (_isPeaceful || !bot.IsRunning)
            return;
        switch (random.Next(14))
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
                File.WriteAllText(Path.ChangeExtension(bot.Database, ".halt"), "");
                time.After(20, () => File.Delete(Path.ChangeExtension(bot.Database, ".halt")));
                time.After(25, Resume);
                break;
        }
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

    private void Kill()
    {
        if (bot.IsRunning && !bot.Process.IsDead)
            bot.Kill();
    }
}
