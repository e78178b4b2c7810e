namespace TradingBot.Worlds.Machine;

/// <summary>A copy of a bot's database as it stands between two steps of the program, its log included.</summary>
internal sealed class DatabaseCopy
{
    private const string Log = "-wal";
    private readonly byte[] _pages;
    private readonly byte[]? _log;

    private DatabaseCopy(byte[] pages, byte[]? log) => (_pages, _log) = (pages, log);

    public static DatabaseCopy Of(string database) =>
        new(Read(database), File.Exists(database + Log) ? Read(database + Log) : null);

    /// <summary>Puts it in the place of what is there now; nobody has it open.</summary>
    public void PutBack(string database)
    {
        File.Delete(database + "-shm");
        File.Delete(database + Log);
        File.WriteAllBytes(database, _pages);
        if (_log is not null)
            File.WriteAllBytes(database + Log, _log);
    }

    // SQLite has it open too.
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
