using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>
/// A bot's database to look at, also while the bot runs: all that is read is of the one moment it was opened at.
/// </summary>
internal sealed class BotReader
{
    private const string EventColumns = "sequence, time, kind, payload";

    private readonly SqliteConnection _connection;
    private readonly long _version;

    private BotReader(string path, SqliteConnection connection)
    {
        (Path, _connection, Identity) = (path, connection, DatabaseFile.IdentityOf(connection));
        _version = DatabaseFile.VersionOf(connection);
    }

    public string Path { get; }

    public BotIdentity Identity { get; }

    /// <summary>True while a process runs the bot.</summary>
    public bool IsRunning => BotLock.IsHeld(BotDatabase.LockOf(Path));

    /// <summary>Opens the database, lets it be read, and says in one line what the world does to it.</summary>
    /// <exception cref="UserError">It is not there, damaged or out of reach.</exception>
    public static T Read<T>(string path, Func<BotReader, T> read)
    {
        if (!File.Exists(path))
            throw StorageError.Failed(path, "no such database");
        return InOneLine(path, () =>
        {
            using var connection = DatabaseFile.OpenToRead(path);
            DatabaseFile.CheckVersion(connection, path);
            using (var begin = new Statement(connection, "BEGIN"))
                begin.Run();
            return read(new BotReader(path, connection));
        });
    }

    /// <summary>Reads over a connection that is open, and on which nothing is written meanwhile.</summary>
    /// <exception cref="UserError">It is damaged or out of reach.</exception>
    public static T Over<T>(string path, SqliteConnection connection, Func<BotReader, T> read) =>
        InOneLine(path, () => read(new BotReader(path, connection)));

    /// <summary>What the world and damage do to it becomes an error for the user.</summary>
    private static T InOneLine<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (StorageError.IsOfTheWorld(failure))
        {
            throw StorageError.Of(path, failure);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidCastException or ArgumentException)
        {
            throw StorageError.Damaged(path, wrong.Message);
        }
    }

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<StoredSession> Sessions() =>
    [
        .. Rows("SELECT number, started, ended, settings, start FROM sessions ORDER BY number").Select(row =>
            new StoredSession(
                row.GetInt64(0),
                row.Time(1),
                row.IsDBNull(2) ? null : row.Time(2),
                row.GetString(3),
                row.GetString(4))),
    ];

    /// <summary>A session's events, by sequence; read as they are taken.</summary>
    /// <param name="session">Its number.</param>
    /// <param name="after">Only those with a higher number.</param>
    public IEnumerable<StoredEvent> Events(long session, long after = 0) => Rows(
        $"SELECT {EventColumns} FROM events WHERE sequence > $2 AND session = $1 ORDER BY sequence", session, after)
        .Select(EventIn);

    /// <summary>The first event that is kept; null when there is none.</summary>
    public StoredEvent? FirstEvent() => Rows($"SELECT {EventColumns} FROM events ORDER BY sequence LIMIT 1")
        .Select(row => (StoredEvent?)EventIn(row)).FirstOrDefault();

    /// <summary>The last event of all; null when there is none.</summary>
    public StoredEvent? LastEvent() =>
        Rows($"SELECT {EventColumns} FROM events ORDER BY sequence DESC LIMIT 1")
            .Select(row => (StoredEvent?)EventIn(row)).FirstOrDefault();

    /// <summary>
    /// Where a replay begins in a journal whose first events are not kept any more: the first checkpoint with every
    /// event after it. Null where all are kept, and where there is no such checkpoint.
    /// </summary>
    public StoredCheckpoint? Checkpoint() =>
        _version < Schema.FirstWithCheckpoints || FirstEvent() is not { Sequence: > 1 and var first }
            ? null
            : Rows(
                "SELECT sequence, session, time, json FROM checkpoints WHERE sequence >= $1 ORDER BY sequence LIMIT 1",
                first - 1)
                .Select(row => new StoredCheckpoint(
                    row.GetInt64(0), row.GetInt64(1), row.Time(2), row.TextOrNull(3))).FirstOrDefault();

    /// <summary>The last event before the newest checkpoint; null where there is none.</summary>
    public long? LastCheckpoint() => _version < Schema.FirstWithCheckpoints
        ? null
        : Rows("SELECT sequence FROM checkpoints ORDER BY sequence DESC LIMIT 1")
            .Select(row => (long?)row.GetInt64(0)).FirstOrDefault();

    /// <summary>The candles a session's strategy had seen at a checkpoint, in their order.</summary>
    public IEnumerable<SeenCandle> Candles(StoredCheckpoint at) => Rows(
        "SELECT json FROM candles WHERE session = $1 AND sequence <= $2 ORDER BY sequence", at.Session, at.Sequence)
        .SelectMany(row => StoredCandle.Parse(row.GetString(0)));

    /// <summary>A session's decisions, in their order.</summary>
    /// <param name="session">Its number.</param>
    /// <param name="after">Only those on an event with a higher number.</param>
    public IEnumerable<StoredDecision> Decisions(long session, long after = 0) => Rows(
        "SELECT d.sequence, d.text FROM decisions d JOIN events e ON e.sequence = d.sequence WHERE e.session = $1 "
        + "AND d.sequence > $2 ORDER BY d.sequence, d.ordinal",
        session,
        after)
        .Select(row => new StoredDecision(row.GetInt64(0), row.GetString(1)));

    /// <summary>Every attempt at an order, as it stands, in the order of their making.</summary>
    public IReadOnlyList<AttemptRecord> Attempts()
    {
        var fills = Rows(
            $"SELECT id, execution, volume, price, fee, is_maker, {FeeInKind("fee_in_kind")} FROM fills "
            + "ORDER BY time, execution")
            .Select(row => (Order: row.GetString(0), Fill: ExecutionIn(row)))
            .ToLookup(fill => fill.Order, fill => fill.Fill);
        return
        [
            .. Rows(
                $"SELECT {StoredAttempt.ColumnsOf(_version)} FROM orders ORDER BY number, attempt")
                .Select(row => StoredAttempt.In(row) with { Executions = [.. fills[row.GetString(0)]] }),
        ];
    }

    /// <summary>Closed trades, in the order of their closing.</summary>
    public IReadOnlyList<ClosedTrade> ClosedTrades() =>
    [
        .. Rows(
            "SELECT open_order, close_order, open_reason, close_reason, entry_time, entry_price, entry_volume, "
            + "entry_cost, entry_fee, exit_time, exit_price, exit_volume, exit_cost, exit_fee, side, borrow_cost, "
            + $"{FeeInKind("entry_fee_in_kind")}, {FeeInKind("exit_fee_in_kind")} FROM trades "
            + "WHERE close_order IS NOT NULL ORDER BY number")
            .Select(row => new ClosedTrade(
                row.GetInt64(0),
                row.GetInt64(1),
                FillIn(row, 4, 16),
                FillIn(row, 9, 17),
                row.GetString(2),
                row.GetString(3),
                row.Word<Core.Market.Side>(14) == Core.Market.Side.Sell
                    ? new Loan(row.Amount(15), row.Seconds(9))
                    : null)),
    ];

    /// <summary>What the bot has; null before its first commit.</summary>
    public StoredBalance? Balance() => Rows("SELECT time, cash, held FROM balance")
        .Select(row => new StoredBalance(row.Time(0), row.Amount(1), row.Amount(2))).FirstOrDefault();

    /// <summary>What the next session will begin with; null before the first commit.</summary>
    public SessionStart? State() => StateText() is { } json ? Start(json) : null;

    /// <summary>The same as it is stored.</summary>
    public string? StateText() => Rows("SELECT json FROM state").Select(row => row.GetString(0)).FirstOrDefault();

    /// <summary>What a session began with.</summary>
    /// <exception cref="UserError">It cannot be read.</exception>
    public SessionStart Start(string json) => Parsed(json, StorageJson.Default.SessionStart);

    /// <summary>What a trader was at a checkpoint.</summary>
    /// <exception cref="UserError">It cannot be read.</exception>
    public TraderCheckpoint Trader(string json) => Parsed(json, StorageJson.Default.TraderCheckpoint);

    private T Parsed<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw StorageError.Damaged(Path, $"its state cannot be read: {wrong.Message}");
        }
    }

    private static StoredEvent EventIn(SqliteDataReader row) =>
        new(row.GetInt64(0), row.Time(1), row.GetString(2), row.GetString(3));

    private static Execution ExecutionIn(SqliteDataReader row) =>
        new(
            row.GetString(1),
            row.Amount(2),
            row.Amount(3),
            StoredFee.Of(row.Amount(4), row.TextOrNull(6)),
            row.GetInt64(5) == 1);

    private string FeeInKind(string column) => StoredFee.Column(column, _version);

    private static Fill FillIn(SqliteDataReader row, int column, int feeInKind) => new(
        row.Seconds(column),
        row.Amount(column + 1),
        row.Amount(column + 2),
        row.Amount(column + 3),
        StoredFee.Of(row.Amount(column + 4), row.TextOrNull(feeInKind)));

    private IEnumerable<SqliteDataReader> Rows(string sql, params object[] values)
    {
        using var statement = new Statement(_connection, sql);
        using var row = statement.Read(values);
        while (row.Read())
            yield return row;
    }
}
