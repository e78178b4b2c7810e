using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>What concerns the database as a whole: opening, checking, making, bringing up to date.</summary>
internal static class DatabaseFile
{
    private const int PatienceSeconds = 5;

    static DatabaseFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>
    /// Opens it to be read, also where nothing can be written beside it. SQLite wants the files of its log there, and
    /// makes them if they are missing, unless it is told that nobody writes: which is so where there is no log.
    /// </summary>
    /// <exception cref="UserError">There is a log, and it cannot be read there; one line.</exception>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection OpenToRead(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            VersionOf(connection); // the first question opens the log
            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            if (!StorageError.IsOfThePlace(failure))
                throw;
        }

        if (new FileInfo(LogOf(path)) is { Exists: true, Length: > 0 })
        {
            throw StorageError.Failed(
                path, "its last commits are in its -wal file; copy both to a directory that can be written");
        }

        return Open(new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
    }

    /// <summary>SQLite's log, which it puts beside the file itself, whatever link leads there.</summary>
    public static string LogOf(string path) => BotDatabase.FileOf(path) + "-wal";

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false, // a closed database must be closed
            ForeignKeys = true,
            DefaultTimeout = PatienceSeconds,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>A database of ours, not of a later version.</summary>
    /// <exception cref="UserError">It is not; one line.</exception>
    /// <exception cref="SqliteException">It is damaged, or out of reach.</exception>
    public static void CheckVersion(SqliteConnection connection, string path)
    {
        if (new FileInfo(path).Length == 0)
            throw StorageError.Damaged(path, "the file is empty");
        if (Number(connection, "PRAGMA application_id") != Schema.ApplicationId)
            throw StorageError.Failed(path, "is not the database of a bot");
        var version = VersionOf(connection);
        if (version < 1)
            throw StorageError.Damaged(path, $"its version is {version}");
        if (version > Schema.Version)
        {
            throw StorageError.Failed(
                path,
                $"was written by a later TradingBot (version {version}, not {Schema.Version}): use that one");
        }
    }

    /// <summary>How many of the schema's steps it has taken.</summary>
    public static long VersionOf(SqliteConnection connection) => Number(connection, "PRAGMA user_version");

    /// <summary>Every page is where it belongs and holds what the schema allows.</summary>
    /// <exception cref="UserError">It is damaged; one line.</exception>
    /// <exception cref="SqliteException">It is damaged, or out of reach.</exception>
    public static void CheckPages(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var words = (string)command.ExecuteScalar()!;
        if (words != "ok")
            throw StorageError.Damaged(path, words.ReplaceLineEndings(" "));
    }

    /// <summary>Takes the steps that are missing, each whole or not at all, and makes commits durable.</summary>
    public static void Migrate(SqliteConnection connection, string path)
    {
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        var version = (int)VersionOf(connection);
        try
        {
            for (; version < Schema.Version; version++)
            {
                Run(
                    connection,
                    $"BEGIN IMMEDIATE; {SchemaSteps.From(version)} PRAGMA user_version = {version + 1}; COMMIT;");
            }
        }
        catch (SqliteException wrong) when (!StorageError.IsOfTheWorld(wrong))
        {
            throw StorageError.Damaged(path, $"its tables are not those of version {version}: {wrong.Message}");
        }
    }

    /// <summary>Makes the tables in an empty file.</summary>
    public static void Fill(SqliteConnection connection, BotIdentity bot)
    {
        Run(
            connection,
            $"PRAGMA synchronous = FULL; BEGIN IMMEDIATE; PRAGMA application_id = {Schema.ApplicationId}; "
            + $"PRAGMA user_version = {Schema.Version}; {Schema.Tables}");
        using var insert = new Statement(
            connection,
            "INSERT INTO bot (only, id, name, mode, exchange, pair, base, quote, created) "
            + "VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)");
        insert.Run(
            bot.Id.ToString(),
            bot.Name,
            bot.Mode,
            bot.Exchange,
            bot.Pair,
            bot.Base,
            bot.Quote,
            StoredValue.Of(bot.Created));
        Run(connection, "COMMIT; PRAGMA journal_mode = WAL");
    }

    public static BotIdentity IdentityOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, name, mode, exchange, pair, base, quote, created FROM bot";
        using var row = command.ExecuteReader();
        row.Read();
        return new BotIdentity
        {
            Id = Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
            Name = row.GetString(1),
            Mode = row.GetString(2),
            Exchange = row.GetString(3),
            Pair = row.GetString(4),
            Base = row.GetString(5),
            Quote = row.GetString(6),
            Created = row.Time(7),
        };
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
