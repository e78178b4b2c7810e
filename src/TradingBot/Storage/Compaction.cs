using Microsoft.Data.Sqlite;
using TradingBot.Core;
using TradingBot.Core.Engine;

namespace TradingBot.Storage;

/// <summary>
/// Keeps the journal small: stores the trader's state now and then, and deletes the events before the newest state that
/// is old enough, in steps. A step is part of a commit that has nothing to send, so that it costs no sync of its own,
/// and it is bounded in rows. Between any two steps a replay finds a checkpoint with every event after it: events go
/// from the oldest on, their checkpoint only after them.
/// </summary>
internal sealed class Compaction : IDisposable
{
    /// <summary>
    /// Events that a step deletes, with their decisions: some two hundred times what a busy pair has in the second
    /// between two steps.
    /// </summary>
    public const int MostEvents = 500;

    /// <summary>Checkpoints, or rows of candles (each of an interval), that a step deletes.</summary>
    public const int MostRows = 50;

    private readonly List<Statement> _all = [];
    private readonly Statement _insertCheckpoint;
    private readonly Statement _insertCandles;
    private readonly Statement _target;
    private readonly Statement _deleteDecisions;
    private readonly Statement _deleteEvents;
    private readonly Statement _deleteCheckpoints;
    private readonly Statement _deleteCandles;
    private readonly Statement _oldest;
    private Retention? _retention;
    private SeenCandles? _seen;
    private DateTime _nextCheckpoint;
    private DateTime _nextLook;
    private long _first; // no event has a lower number
    private (long Sequence, long Session) _end; // events before it go
    private bool _isTidy = true;

    public Compaction(SqliteConnection connection)
    {
        _insertCheckpoint = Prepare(
            "INSERT OR REPLACE INTO checkpoints (sequence, session, time, json) VALUES ($1, $2, $3, $4)");
        _insertCandles = Prepare("INSERT INTO candles (sequence, session, json) VALUES ($1, $2, $3)");
        _target = Prepare("SELECT sequence, session FROM checkpoints WHERE time <= $1 ORDER BY sequence DESC LIMIT 1");
        _deleteDecisions = Prepare("DELETE FROM decisions WHERE sequence < $1");
        _deleteEvents = Prepare("DELETE FROM events WHERE sequence < $1");
        _deleteCheckpoints = Prepare(
            "DELETE FROM checkpoints WHERE sequence IN "
            + $"(SELECT sequence FROM checkpoints WHERE sequence < $1 ORDER BY sequence LIMIT {MostRows})");
        // Of the session whose checkpoint is the oldest all are needed: the strategy sees them from the first on.
        _deleteCandles = Prepare(
            "DELETE FROM candles WHERE sequence IN "
            + $"(SELECT sequence FROM candles WHERE session < $1 ORDER BY sequence LIMIT {MostRows})");
        _oldest = Prepare("SELECT coalesce(min(sequence), 0) FROM events");

        Statement Prepare(string sql)
        {
            var statement = new Statement(connection, sql);
            _all.Add(statement);
            return statement;
        }
    }

    /// <summary>A session begins: its start is a checkpoint. Part of the transaction that stores it.</summary>
    /// <param name="session">Its number.</param>
    /// <param name="sequence">Of the last event before it; 0 where there is none.</param>
    /// <param name="time">UTC, exchange time.</param>
    /// <param name="retention">What is kept of it; null: everything, and there is no other checkpoint.</param>
    public void Begin(long session, long sequence, DateTime time, Retention? retention)
    {
        _insertCheckpoint.Run(sequence, session, StoredValue.Of(time), null);
        (_retention, _nextLook, _isTidy) = (retention, time, false);
        _seen = retention is null ? null : new SeenCandles(retention.Candles);
        _nextCheckpoint = time + (retention?.Interval ?? default);
        using var row = _oldest.Read();
        row.Read();
        (_first, _end) = (row.GetInt64(0), default);
    }

    /// <summary>Takes note of an event, in memory.</summary>
    public void Append(EngineEvent happened) => _seen?.Take(happened);

    /// <summary>One step, where there is something to do. Part of a transaction that has stored all events.</summary>
    /// <param name="trader">Has processed them; it wants nothing sent.</param>
    /// <param name="last">The last of them.</param>
    /// <param name="session">Theirs.</param>
    /// <param name="sequence">The last one's.</param>
    /// <param name="now">UTC, exchange time.</param>
    /// <param name="bot">Whose trader it is.</param>
    public void Step(Trader trader, EngineEvent last, long session, long sequence, DateTime now, Guid bot)
    {
        if (_retention is not { } retention)
            return;
        // A candle of the past is followed by others at once, and the breakers have not looked at it.
        if (now >= _nextCheckpoint && last is not EngineEvent.CandleClosed && trader.IsAtRest)
        {
            StoreCheckpoint(trader.Checkpoint(bot), session, sequence, now);
            _nextCheckpoint = now + retention.Interval;
        }
        else if (retention.Keep is { } keep)
        {
            Prune(keep, now);
        }
    }

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private void StoreCheckpoint(TraderCheckpoint checkpoint, long session, long sequence, DateTime now)
    {
        // Without all candles a replay could not begin there, and events would be deleted for good.
        Invariant.Holds(_seen!.Count == checkpoint.Engine.ClosedCandles);
        if (_seen.Waiting.Count > 0)
            _insertCandles.Run(sequence, session, StoredCandle.TextOf(_seen.Waiting));
        _seen.Stored();
        _insertCheckpoint.Run(sequence, session, StoredValue.Of(now), Journal.TextOf(checkpoint));
    }

    private void Prune(TimeSpan keep, DateTime now)
    {
        if (_first < _end.Sequence)
        {
            _first = Math.Min(_first + MostEvents, _end.Sequence);
            _deleteDecisions.Run(_first);
            _deleteEvents.Run(_first);
            _isTidy = false;
        }
        else if (!_isTidy)
        {
            // Deletes all that the next step would find nothing of.
            var deleted = _deleteCheckpoints.Run(_end.Sequence) + _deleteCandles.Run(_end.Session);
            _isTidy = deleted == 0;
        }
        else if (now >= _nextLook)
        {
            Look(now - keep);
            _nextLook = now + _retention!.Interval / 4;
        }
    }

    /// <summary>Finds the newest checkpoint that is old enough.</summary>
    private void Look(DateTime oldEnough)
    {
        using var row = _target.Read(StoredValue.Of(oldEnough));
        if (row.Read())
            _end = (row.GetInt64(0), row.GetInt64(1));
    }
}
