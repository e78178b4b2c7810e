using System.Text.Json;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Storage;

namespace TradingBot.Tests.Faults;

/// <summary>A journal in memory. Events and states are kept as the texts that the real one stores.</summary>
internal sealed class MemoryJournal(Guid bot) : IFaultJournal
{
    private readonly List<EngineEvent> _pending = [];
    private readonly List<Session> _sessions = [];
    private readonly Dictionary<Guid, AttemptRecord> _attempts = [];
    private SessionStart? _last;
    private DateTime _now;

    public IReadOnlyList<FaultSession> Sessions => [.. _sessions.Select(session => session.Decoded())];

    public IReadOnlyDictionary<Guid, AttemptRecord> Attempts => _attempts;

    public SessionStart Begin(DateTime now)
    {
        _now = now;
        _last = _last is null
            ? new SessionStart(now, bot, Engine: null, Breakers: null, Orders: [])
            : Stored(_last) with { Time = now };
        _sessions.Add(new Session(_last));
        return _last;
    }

    public void Append(EngineEvent happened) => _pending.Add(happened);

    public void Commit(Trader trader)
    {
        foreach (var happened in _pending)
        {
            var (kind, payload) = EventJson.Encode(happened);
            _sessions[^1].Events.Add((kind, happened.Time, payload));
        }

        _sessions[^1].Decisions.AddRange(DecisionText.Of(trader));
        _pending.Clear();
        _last = trader.State(_now, bot);
        foreach (var change in trader.Changes)
            _attempts[change.Attempt.Id] = change.Attempt;
    }

    public void Crash() => _pending.Clear();

    private static SessionStart Stored(SessionStart state) =>
        JsonSerializer.Deserialize(Journal.StateText(state), StorageJson.Default.SessionStart)!;

    private sealed record Session(SessionStart Start)
    {
        public List<(string Kind, DateTime Time, string Payload)> Events { get; } = [];

        public List<string> Decisions { get; } = [];

        public FaultSession Decoded() =>
            new(Start, [.. Events.Select(e => EventJson.Decode(e.Kind, e.Time, e.Payload))], Decisions);
    }
}
