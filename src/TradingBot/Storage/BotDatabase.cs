using Microsoft.Data.Sqlite;
using TradingBot.Bots;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>
/// The database of one bot, open for the process that runs it: <c>{directory}/{name}.db</c>. It is made beside its
/// place and then renamed, so that an empty or half-made file is always damage and never a new bot.
/// </summary>
internal sealed class BotDatabase : IDisposable
{
    public const string Extension = ".db";

    private readonly BotLock _lock;
    private readonly SqliteConnection _connection;

    private BotDatabase(string path, BotLock held, SqliteConnection connection, BotIdentity identity)
    {
        (Path, _lock, _connection, Identity) = (path, held, connection, identity);
        Journal = new Journal(path, connection, identity, new DatabasePlace(path, connection, held.Handle));
    }

    /// <summary>Where bots are kept by default, on Linux <c>~/.local/share/TradingBot/bots</c>.</summary>
    public static string DefaultDirectory { get; } = System.IO.Path.Combine(UserData.Directory, "bots");

    public string Path { get; }

    /// <summary>As it was when the database was made.</summary>
    public BotIdentity Identity { get; }

    public Journal Journal { get; }

    /// <summary>Opens the bot's database, or makes it, and keeps every other process from running the bot.</summary>
    /// <param name="directory">Made if it does not exist.</param>
    /// <param name="bot">What is about to run; its id and time count for a new database only.</param>
    /// <exception cref="UserError">It belongs to another bot, is in use, damaged or out of reach; one line.</exception>
    public static BotDatabase Open(string directory, BotIdentity bot)
    {
        var path = PathOf(directory, BotNames.Of(bot.Name));
        BotLock? held = null;
        try
        {
            MakeDirectory(System.IO.Path.GetDirectoryName(path)!);
            held = BotLock.Take(LockOf(path));
            if (!File.Exists(path))
                Create(path, bot);
            var connection = DatabaseFile.Open(path, SqliteOpenMode.ReadWrite);
            try
            {
                DatabaseFile.CheckVersion(connection, path);
                DatabaseFile.CheckPages(connection, path);
                DatabaseFile.Migrate(connection, path);
                var identity = DatabaseFile.IdentityOf(connection);
                RequireSame(path, identity, bot);
                return new BotDatabase(path, held, connection, identity);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (Exception failure)
        {
            held?.Dispose();
            if (StorageError.IsOfTheWorld(failure))
                throw StorageError.Of(path, failure);
            throw;
        }
    }

    /// <summary>The file whose lock a running bot holds.</summary>
    public static string LockOf(string path) => System.IO.Path.ChangeExtension(FileOf(path), ".lock");

    /// <summary>The file that a path leads to: two links to a database must not make two bots of it.</summary>
    public static string FileOf(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    /// <summary>Where a bot's database is, or would be.</summary>
    public static string PathOf(string directory, string name) =>
        System.IO.Path.Combine(System.IO.Path.GetFullPath(directory), name + Extension);

    /// <summary>True: the bot has been run before.</summary>
    public static bool Exists(string directory, string name) => File.Exists(PathOf(directory, name));

    /// <exception cref="UserError">A process runs this bot; one line.</exception>
    public static void RequireFree(string directory, string name)
    {
        var path = PathOf(directory, BotNames.Of(name));
        if (BotLock.IsHeld(LockOf(path)))
            throw BotLock.Held(path);
    }

    /// <summary>What is stored; a reader of its own would have to open and understand the file once more.</summary>
    public T Read<T>(Func<BotReader, T> read) => BotReader.Over(Path, _connection, read);

    public void Dispose()
    {
        Journal.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private static void Create(string path, BotIdentity bot)
    {
        var unfinished = path + ".new";
        foreach (var leftover in new[] { unfinished, unfinished + "-journal", path + "-wal", path + "-shm" })
            File.Delete(leftover);
        using (new FileStream(unfinished, BotLock.Private(FileMode.CreateNew, FileAccess.Write, FileShare.None)))
        {
        }

        using (var connection = DatabaseFile.Open(unfinished, SqliteOpenMode.ReadWrite))
            DatabaseFile.Fill(connection, bot);
        // The first commit in WAL mode makes the directory durable, and with it the new name.
        File.Move(unfinished, path);
    }

    private static void MakeDirectory(string directory)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, owner);
    }

    private static void RequireSame(string path, BotIdentity stored, BotIdentity wanted)
    {
        Require("mode", stored.Mode, wanted.Mode);
        Require("exchange", stored.Exchange, wanted.Exchange);
        Require("pair", stored.Pair, wanted.Pair);
        Require("base", stored.Base, wanted.Base);
        Require("quote", stored.Quote, wanted.Quote);

        void Require(string what, string has, string asked)
        {
            if (has != asked)
            {
                throw new UserError(
                    $"{path}: this bot's {what} is {has}, not {asked}; use another name for another bot");
            }
        }
    }
}
