using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>
/// Somebody stops the bot, puts an old copy of its database back, of several the first one's, and starts it minutes or
/// days later. Where the bot says that it is an old copy, he puts the newest back, as he is told to.
/// </summary>
internal sealed class OldCopy(Bot bot, Disk disk, WorldTime time, Random random, Census census)
{
    // Nobody is quicker than an order on its way, 30 s, and the list that shows it, 60 s later.
    private const double ShortestAbsence = 120;
    private const double LongestAbsence = 10 * 86_400;

    private string Database => bot.Databases[0];

    private DatabaseCopy? _old;
    private DatabaseCopy? _newest;
    private bool _isWanted;
    private bool _isDone;

    /// <summary>In these minutes it is made, and later in them put back.</summary>
    public void Begin(TimeSpan active)
    {
        if (_old is not null)
            return;
        var made = random.NextDouble() * random.NextDouble() * active.TotalSeconds * 0.8;
        time.After(made, Make);
        time.After(made + random.NextDouble() * (active.TotalSeconds - made), () =>
        {
            _isWanted = true;
            if (bot.IsRunning)
                bot.Terminate();
        });
    }

    /// <summary>It is not put back any more.</summary>
    public void MakePeace() => _isDone = true;

    /// <summary>A process is gone.</summary>
    /// <param name="why">It says itself; null: nothing.</param>
    /// <returns>How long the bot stays down; null: for as long as ever.</returns>
    public TimeSpan? Ended(string? why)
    {
        if (_newest is not null && IsOld(why))
        {
            census.Count("old copies refused");
            PutBack(_newest);
            _newest = null;
            return null;
        }

        if (_newest is not null && bot.HadBegun)
        {
            census.Count("old copies that missed no order");
            _newest = null;
        }

        if (!_isWanted || _isDone || _old is null)
            return null;
        census.Count("old copies put back");
        _isDone = true;
        _newest = DatabaseCopy.Of(Database);
        PutBack(_old);
        return TimeSpan.FromSeconds(
            ShortestAbsence * Math.Exp(random.NextDouble() * Math.Log(LongestAbsence / ShortestAbsence)));
    }

    private static bool IsOld(string? why) => why is not null
        && (why.Contains("that is an old copy", StringComparison.Ordinal)
            || why.Contains("somebody else has sold it", StringComparison.Ordinal));

    private void PutBack(DatabaseCopy copy)
    {
        copy.PutBack(Database);
        disk.Replaced();
    }

    private void Make()
    {
        if (disk.IsDead || !File.Exists(Database))
            time.After(1, Make);
        else
            _old = DatabaseCopy.Of(Database);
    }
}
