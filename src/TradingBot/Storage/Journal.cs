using System.Text.Json;
using Microsoft.Data.Sqlite;
using TradingBot.Core;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>
/// Remembers for a trader: every event, what was decided on it, and all that a later process must know. Used in this
/// order for each event: <see cref="Append"/>, let the trader process it, and where that brought changes or commands
/// <see cref="Commit"/> before they are carried out. Events that brought none wait in memory; a process that dies loses
/// them, and nothing depends on them. Not thread-safe.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly string _path;
    private readonly BotIdentity _identity;
    private readonly DatabasePlace _place;
    private readonly JournalTables _tables;
    private readonly Compaction _compaction;
    private readonly List<EngineEvent> _pending = [];
    private long _session;
    private long _sequence;
    private DateTime _now;
    private bool _isFresh;

    public Journal(string path, SqliteConnection connection, BotIdentity identity, DatabasePlace place)
    {
        (_path, _identity, _place) = (path, identity, place);
        _tables = new JournalTables(connection);
        _compaction = new Compaction(connection);
        (_session, _sequence) = _tables.Last();
    }

    /// <summary>Events appended and not yet stored.</summary>
    public int Pending => _pending.Count;

    /// <summary>What earlier sessions left, at the time of the last thing stored; null in a new database.</summary>
    public SessionStart? Stored => State();

    /// <summary>Begins a session; stored when this returns.</summary>
    /// <param name="time">UTC, exchange time.</param>
    /// <param name="settings">All that is needed to make the same trader again; JSON, no secrets.</param>
    /// <param name="retention">What is kept of events; null: all of them, for ever.</param>
    /// <returns>What earlier sessions left.</returns>
    /// <exception cref="UserError">It cannot be stored; one line.</exception>
    public SessionStart Begin(DateTime time, string settings, Retention? retention = null)
    {
        var start = State() is { } state ? Following(state, time) : SessionStart.First(time, _identity.Id);
        Store(() =>
        {
            _tables.InsertSession(_session + 1, time, settings, StateText(start));
            _compaction.Begin(_session + 1, _sequence, time, retention);
        });
        _session++;
        _pending.Clear();
        (_now, _isFresh) = (time, true);
        return start;
    }

    /// <summary>Takes note of an event, in memory.</summary>
    public void Append(EngineEvent happened)
    {
        _pending.Add(happened);
        _compaction.Append(happened);
    }

    /// <summary>
    /// Stores what was appended since the last time and what the trader made of the last event, all of it or nothing;
    /// durable when this returns. Without anything new it does nothing. The first of a session may come before any
    /// event, for what the trader has found out at its start.
    /// </summary>
    /// <param name="trader">Has processed what was appended.</param>
    /// <param name="hasTime">
    /// True: nothing is to be sent and nothing waits, so a step may be taken that keeps the journal small.
    /// </param>
    /// <exception cref="UserError">
    /// It cannot be stored, and nothing of it is; or the file is not the one at its path any more. One line.
    /// </exception>
    public void Commit(Trader trader, bool hasTime = false)
    {
        Invariant.Holds(_session > 0);
        if (_pending.Count == 0 && !_isFresh)
            return;
        var now = _now;
        foreach (var happened in _pending)
        {
            if (happened.Time > now && happened is not EngineEvent.CandleClosed)
                now = happened.Time;
        }

        Store(() =>
        {
            Write(trader, now);
            if (hasTime && _pending.Count > 0)
                _compaction.Step(trader, _pending[^1], _session, _sequence + _pending.Count, now, _identity.Id);
        });
        _sequence += _pending.Count;
        _pending.Clear();
        _tables.Committed();
        (_now, _isFresh) = (now, false);
        if (_place.Trouble() is { } trouble)
            throw StorageError.Failed(_path, $"the database {trouble} while the bot ran, so it ends; {OpenAt(trader)}");
    }

    /// <summary>Ends the session as intended: nothing is missing from it.</summary>
    /// <exception cref="UserError">It cannot be stored; one line.</exception>
    public void End(DateTime time) => Store(() => _tables.EndSession(_session, time));

    public void Dispose()
    {
        _tables.Dispose();
        _compaction.Dispose();
        _place.Dispose();
    }

    /// <summary>A state as it is stored.</summary>
    public static string StateText(SessionStart state) =>
        JsonSerializer.Serialize(state, StorageJson.Default.SessionStart);

    /// <summary>A checkpoint as it is stored.</summary>
    public static string TextOf(TraderCheckpoint checkpoint) =>
        JsonSerializer.Serialize(checkpoint, StorageJson.Default.TraderCheckpoint);

    /// <summary>What only this process knows of now, for the person who has to look after it.</summary>
    private string OpenAt(Trader trader)
    {
        var trades = trader.Engine.Ledger.Open.Select(trade => FormattableString.Invariant(
            $"{(trade.IsShort ? "short" : "long")} {trade.Entry.Volume} {_identity.Base} from {trade.Entry.Price}"));
        var orders = trader.Unsettled.Select(order =>
            $"order {order.ExchangeId ?? order.Id.ToString()} to {Lower(order.Intent.Side)} ({order.State})");
        var open = string.Join(", ", trades.Concat(orders));
        return open.Length == 0 ? "nothing is open" : "still open: " + open;

        static string Lower(Core.Market.Side side) => side == Core.Market.Side.Buy ? "buy" : "sell";
    }

    private SessionStart Following(SessionStart state, DateTime time)
    {
        try
        {
            return state with
            {
                Time = time,
                Refuted = _tables.Refuted(time - OrderTracker.RefutedFor),
                Traded = state.Audited is { } audited ? _tables.Traded(audited.Asked) : null,
            };
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidCastException or ArgumentException)
        {
            throw StorageError.Damaged(_path, wrong.Message);
        }
    }

    private void Write(Trader trader, DateTime now)
    {
        var sequence = _sequence;
        foreach (var happened in _pending)
            _tables.InsertEvent(++sequence, _session, happened);
        // A session's first commit may have no event of its own.
        long? last = _pending.Count > 0 ? sequence : null;
        if (last is not null)
            _tables.InsertDecisions(sequence, DecisionText.Of(trader));
        foreach (var change in trader.Changes)
            _tables.StoreChange(last, change);
        _tables.StoreTrades(trader.Engine.Ledger);
        _tables.StoreBalance(now, trader.Engine.Ledger);
        _tables.StoreState(sequence, StateText(trader.State(now, _identity.Id)));
    }

    private SessionStart? State()
    {
        try
        {
            return _tables.State() is { } json ? StateOf(json) : null;
        }
        catch (JsonException wrong)
        {
            throw StorageError.Damaged(_path, $"the bot's state cannot be read: {wrong.Message}");
        }
    }

    private static SessionStart StateOf(string json)
    {
        var state = JsonSerializer.Deserialize(json, StorageJson.Default.SessionStart)
            ?? throw new JsonException("it is null");
        if (state.Orders.Any(order => order is null))
            throw new JsonException("an order in it is null");
        if (state.Time < DateTime.UnixEpoch)
            throw new JsonException(FormattableString.Invariant($"its time is {state.Time:O}"));
        return state;
    }

    private void Store(Action write)
    {
        try
        {
            _tables.InTransaction(write);
        }
        catch (Exception failure) when (StorageError.IsOfTheWorld(failure))
        {
            throw StorageError.Of(_path, failure);
        }
    }
}
