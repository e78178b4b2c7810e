using Microsoft.Data.Sqlite;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Storage;

/// <summary>The journal's rows, written with statements prepared once.</summary>
internal sealed class JournalTables : IDisposable
{
    private const string StateColumns = "state, exchange_id, filled, cost, fee, note, fee_in_kind";

    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _insertSession;
    private readonly Statement _endSession;
    private readonly Statement _insertEvent;
    private readonly Statement _insertDecision;
    private readonly Statement _storeOrder;
    private readonly Statement _insertChange;
    private readonly Statement _insertFill;
    private readonly Statement _deleteOpen;
    private readonly Statement _insertTrade;
    private readonly Statement _storeBalance;
    private readonly Statement _storeState;
    private readonly Statement _state;
    private readonly Statement _refuted;
    private readonly Statement _traded;
    private readonly Statement _last;
    private readonly List<Statement> _all = [];

    // What the tables show at the last commit, and what they will show with the one that is being made.
    private (int Closed, List<(long Order, Fill Entry, decimal BorrowCost)>? Open, (decimal, decimal)? Balance) _stored;
    private (int Closed, List<(long Order, Fill Entry, decimal BorrowCost)>? Open, (decimal, decimal)? Balance) _next;

    public JournalTables(SqliteConnection connection)
    {
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _insertSession = Prepare("INSERT INTO sessions (number, started, settings, start) VALUES ($1, $2, $3, $4)");
        _endSession = Prepare("UPDATE sessions SET ended = $2 WHERE number = $1");
        _insertEvent = Prepare(
            "INSERT INTO events (sequence, session, time, kind, payload) VALUES ($1, $2, $3, $4, $5)");
        _insertDecision = Prepare("INSERT INTO decisions (sequence, ordinal, text) VALUES ($1, $2, $3)");
        _storeOrder = Prepare(
            $"INSERT INTO orders ({StateColumns}, id, sent, deadline, number, attempt, purpose, side, volume, price, "
            + "trade, reason, reserved, decided, refused) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) "
            + "ON CONFLICT (id) DO UPDATE SET state = $1, exchange_id = $2, filled = $3, cost = $4, fee = $5, "
            + "note = $6, fee_in_kind = $7, sent = $9, deadline = $10, refused = $21");
        _insertChange = Prepare(
            $"INSERT INTO order_changes ({StateColumns}, id, sequence, time) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
        _insertFill = Prepare(
            "INSERT INTO fills (id, execution, time, volume, price, fee, is_maker, fee_in_kind) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        _deleteOpen = Prepare("DELETE FROM trades WHERE close_order IS NULL");
        _insertTrade = Prepare(
            "INSERT INTO trades (open_order, entry_time, entry_price, entry_volume, entry_cost, entry_fee, "
            + "open_reason, close_order, exit_time, exit_price, exit_volume, exit_cost, exit_fee, close_reason, "
            + "side, borrow_cost, entry_fee_in_kind, exit_fee_in_kind) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)");
        _storeBalance = Prepare("INSERT OR REPLACE INTO balance (only, time, cash, held) VALUES (1, $1, $2, $3)");
        _storeState = Prepare("INSERT OR REPLACE INTO state (only, sequence, json) VALUES (1, nullif($1, 0), $2)");
        _state = Prepare("SELECT json FROM state");
        _refuted = Prepare(
            $"SELECT {StoredAttempt.Columns} FROM orders WHERE state = 'Rejected' AND exchange_id IS NULL "
            + "AND decided >= $1 ORDER BY number, attempt");
        _traded = Prepare(
            $"SELECT {StoredAttempt.Columns} FROM orders WHERE CAST(filled AS REAL) > 0 "
            + "AND id IN (SELECT id FROM order_changes WHERE time >= $1) ORDER BY number, attempt");
        _last = Prepare(
            "SELECT coalesce((SELECT max(number) FROM sessions), 0), coalesce((SELECT max(sequence) FROM events), 0)");

        Statement Prepare(string sql)
        {
            var statement = new Statement(connection, sql);
            _all.Add(statement);
            return statement;
        }
    }

    /// <summary>The highest numbers used; 0 in a new database.</summary>
    public (long Session, long Sequence) Last()
    {
        using var row = _last.Read();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>The state at the last commit; null in a new database.</summary>
    public string? State()
    {
        using var row = _state.Read();
        return row.Read() ? row.GetString(0) : null;
    }

    /// <summary>Attempts held for rejected or absent that the exchange has not shown.</summary>
    /// <param name="since">Of the decision, UTC.</param>
    public IReadOnlyList<AttemptRecord> Refuted(DateTime since) => Attempts(_refuted, since);

    /// <summary>Attempts of which something has traded, and that have changed since.</summary>
    /// <param name="since">UTC.</param>
    public IReadOnlyList<AttemptRecord> Traded(DateTime since) => Attempts(_traded, since);

    private static List<AttemptRecord> Attempts(Statement query, DateTime since)
    {
        var attempts = new List<AttemptRecord>();
        using var row = query.Read(StoredValue.Of(since));
        while (row.Read())
            attempts.Add(StoredAttempt.In(row));
        return attempts;
    }

    /// <summary>All that is written inside is stored, durably, or nothing of it.</summary>
    public void InTransaction(Action write)
    {
        _begin.Run();
        try
        {
            write();
            _commit.Run();
        }
        catch
        {
            TryRollBack();
            throw;
        }
    }

    /// <summary>The transaction that was written last has been stored.</summary>
    public void Committed() => _stored = _next;

    public void InsertSession(long number, DateTime started, string settings, string start)
    {
        _insertSession.Run(number, StoredValue.Of(started), settings, start);
        _stored.Closed = 0; // the new session's engine counts from there
    }

    public void EndSession(long number, DateTime time) => _endSession.Run(number, StoredValue.Of(time));

    public void InsertEvent(long sequence, long session, EngineEvent happened)
    {
        var (kind, payload) = EventJson.Encode(happened);
        _insertEvent.Run(sequence, session, StoredValue.Of(happened.Time), kind, payload);
    }

    public void InsertDecisions(long sequence, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
            _insertDecision.Run(sequence, i + 1, texts[i]);
    }

    public void StoreChange(long? sequence, OrderChange change)
    {
        var (now, intent, id) = (change.Attempt, change.Attempt.Intent, change.Attempt.Id.ToString());
        var state = now.State.ToString();
        var (filled, cost) = (StoredValue.Of(now.Filled), StoredValue.Of(now.Cost));
        var (fee, inKind) = (StoredValue.Of(now.Fee?.Worth), StoredFee.TextOf(now.Fee));
        _storeOrder.Run(
            state, now.ExchangeId, filled, cost, fee, now.Note, inKind, id,
            StoredValue.OfSet(now.SentAt), StoredValue.OfSet(now.Deadline), now.Number, now.Attempt,
            intent.Purpose.ToString(), intent.Side.ToString(), StoredValue.Of(intent.Volume),
            StoredValue.Of(intent.Price), intent.Trade, intent.Reason, StoredValue.Of(now.Reserved),
            StoredValue.Of(now.DecidedAt), now.IsRefused ? 1 : 0);
        var time = StoredValue.Of(change.Time);
        _insertChange.Run(state, now.ExchangeId, filled, cost, fee, now.Note, inKind, id, sequence, time);
        if (change.Execution is { } fill)
        {
            _insertFill.Run(
                id, fill.Id, time, StoredValue.Of(fill.Volume), StoredValue.Of(fill.Price),
                StoredValue.Of(fill.Fee.Worth), fill.IsMaker ? 1 : 0, StoredFee.TextOf(fill.Fee));
        }
    }

    /// <summary>Adds the trades that were closed since, and shows those that are open now.</summary>
    public void StoreTrades(Ledger ledger)
    {
        _next.Closed = ledger.Closed.Count;
        for (var i = _stored.Closed; i < ledger.Closed.Count; i++)
        {
            var trade = ledger.Closed[i];
            Insert(in trade, isClosed: true);
        }

        _next.Open = [.. ledger.Open.Select(trade => (trade.OpenOrder, trade.Entry, trade.BorrowCost))];
        if (_stored.Open is { } stored && stored.SequenceEqual(_next.Open))
            return;
        _deleteOpen.Run();
        foreach (var trade in ledger.Open)
        {
            var (loan, entry) = (TradeState.Of(trade).Loan, trade.Entry);
            Insert(new ClosedTrade(trade.OpenOrder, 0, entry, default, trade.Reason, "", loan), isClosed: false);
        }
    }

    public void StoreBalance(DateTime time, Ledger ledger)
    {
        _next.Balance = (ledger.Cash, ledger.Held);
        if (_stored.Balance != _next.Balance)
            _storeBalance.Run(StoredValue.Of(time), StoredValue.Of(ledger.Cash), StoredValue.Of(ledger.Held));
    }

    public void StoreState(long sequence, string json) => _storeState.Run(sequence, json);

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private void Insert(in ClosedTrade trade, bool isClosed)
    {
        var (entry, exit) = (trade.Entry, isClosed ? trade.Exit : (Fill?)null);
        _insertTrade.Run(
            trade.OpenOrder, StoredValue.OfSeconds(entry.Seconds), StoredValue.Of(entry.Price),
            StoredValue.Of(entry.Volume), StoredValue.Of(entry.Cost), StoredValue.Of(entry.Fee.Worth), trade.OpenReason,
            isClosed ? trade.CloseOrder : null, StoredValue.OfSeconds(exit?.Seconds), StoredValue.Of(exit?.Price),
            StoredValue.Of(exit?.Volume), StoredValue.Of(exit?.Cost), StoredValue.Of(exit?.Fee.Worth),
            isClosed ? trade.CloseReason : null, trade.Side.ToString(), StoredValue.Of(trade.BorrowCost),
            StoredFee.TextOf(entry.Fee), StoredFee.TextOf(exit?.Fee));
    }

    /// <summary>After some failures SQLite has rolled back by itself.</summary>
    private void TryRollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // the failure that led here is the one to tell
        }
    }
}
