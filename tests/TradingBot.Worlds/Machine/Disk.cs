namespace TradingBot.Worlds.Machine;

/// <summary>
/// The disk of a machine, as far as SQLite is concerned: what was written but not synced is lost with the power, all of
/// it or a part; it may be full for a while; and whoever is dead writes nothing on it. Names of files are as durable as
/// SQLite makes them, by syncing the directory.
/// </summary>
/// <param name="directory">Of the databases.</param>
/// <param name="random">Chooses what is lost.</param>
/// <param name="census">Counts it.</param>
internal sealed class Disk(string directory, Random random, Census census)
{
    // SQLite's result codes.
    private const int InputOutput = 10;
    private const int Full = 13;

    private readonly Dictionary<string, DiskFile> _files = new(StringComparer.Ordinal);
    private bool _forgets;
    private int _stepsToLive;
    private bool _areNamesDurable;

    /// <summary>Called in the midst of a write or sync, after which nothing is written any more.</summary>
    public Action Dies { get; set; } = () => { };

    /// <summary>The process is dead, and what it still calls fails.</summary>
    public bool IsDead { get; private set; }

    /// <summary>No file can grow.</summary>
    public bool IsFull { get; set; }

    public bool Has(string path) => path.StartsWith(directory, StringComparison.Ordinal);

    /// <summary>The process has been killed.</summary>
    public void Freeze() => (IsDead, _stepsToLive) = (true, 0);

    /// <summary>A process begins.</summary>
    /// <param name="forgets">Where it is killed, the power goes too, and with it what is not synced.</param>
    /// <param name="stepsToLive">It is killed in the midst of a write or sync, after so many; 0: it is not.</param>
    public void Begin(bool forgets, int stepsToLive)
    {
        (_forgets, _stepsToLive) = (forgets, stepsToLive);
        if (!forgets)
            _files.Clear(); // of what is not remembered now, nothing earlier may be undone
    }

    public void MakePeace() => (_stepsToLive, IsFull) = (0, false);

    /// <summary>The dead process is gone with all it had open; the next one finds what the disk has kept.</summary>
    /// <param name="databases">The bots'.</param>
    public void Revive(IReadOnlyList<string> databases)
    {
        if (_files.Values.Any(file => file.Handles > 0))
            throw new InvalidOperationException("a process is gone, but has its database open");
        IsDead = false;
        if (!_forgets)
            return; // the machine lives, and what it has in its cache is on the disk
        census.Count("power lost");
        foreach (var file in _files.Values)
            census.Count("writes lost with the power", file.Forget(random));
        foreach (var database in databases)
        {
            if (_areNamesDurable || !File.Exists(database) || random.Next(2) != 0)
                continue;
            census.Count("names lost with the power");
            File.Move(database, database + ".new", overwrite: true);
        }
    }

    /// <summary>Others have put files in its place, and synced them.</summary>
    public void Replaced() => _files.Clear();

    public DiskFile Open(string path, DiskVfs.OwnFile file)
    {
        if (!_files.TryGetValue(path, out var known))
            _files[path] = known = new DiskFile(path);
        // A new file under an old name has nothing of the old one.
        if (known.Handles++ == 0 && known.Unsynced > 0 && file.Size == 0)
            known.Synced();
        return known;
    }

    /// <returns>SQLite's result code.</returns>
    public int Write(DiskFile file, DiskVfs.OwnFile own, int count, long offset)
    {
        if (IsGone())
            return InputOutput;
        if (IsFull && offset + count > own.Size)
        {
            census.Count("writes refused by a full disk");
            return Full;
        }

        if (_forgets)
            file.Writing(own, count, offset);
        return 0;
    }

    /// <returns>SQLite's result code.</returns>
    public int Truncate(DiskFile file, DiskVfs.OwnFile own, long size)
    {
        if (IsGone())
            return InputOutput;
        if (_forgets)
            file.Truncating(own, size);
        return 0;
    }

    /// <returns>SQLite's result code.</returns>
    public int Sync(DiskFile file)
    {
        if (IsGone())
            return InputOutput;
        file.Synced();
        _areNamesDurable |= file.IsLog; // SQLite syncs the directory with a new log
        return 0;
    }

    /// <returns>SQLite's result code.</returns>
    public int Delete(string path)
    {
        if (IsGone())
            return InputOutput;
        _files.Remove(path);
        return 0;
    }

    private bool IsGone()
    {
        if (!IsDead && _stepsToLive > 0 && --_stepsToLive == 0)
        {
            IsDead = true;
            census.Count("processes killed while they wrote");
            Dies();
        }

        return IsDead;
    }
}
