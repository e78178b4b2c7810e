using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>A journal whose uncommitted part is lost with the process.</summary>
internal sealed class MemoryJournal(Guid bot)
{
    private readonly List<EngineEvent> _pending = [];

    /// <summary>Sessions as committed: what each began with, its events, its decisions.</summary>
    public List<Session> Sessions { get; } = [];

    /// <summary>The last state committed; what a new process begins with.</summary>
    public SessionStart? Last { get; private set; }

    /// <summary>Every attempt ever stored, by its id, as last stored.</summary>
    public Dictionary<Guid, AttemptRecord> Attempts { get; } = [];

    public SessionStart Begin(DateTime now)
    {
        var start = Last is null
            ? new SessionStart(now, bot, Engine: null, Breakers: null, Orders: [])
            : Last with { Time = now };
        Sessions.Add(new Session(start, [], []));
        Last = start;
        return start;
    }

    public void Append(EngineEvent happened) => _pending.Add(happened);

    public void Commit(SessionStart state, IEnumerable<OrderChange> changes, IEnumerable<string> decisions)
    {
        Sessions[^1].Events.AddRange(_pending);
        Sessions[^1].Decisions.AddRange(decisions);
        _pending.Clear();
        Last = state;
        foreach (var change in changes)
            Attempts[change.Attempt.Id] = change.Attempt;
    }

    public void Crash() => _pending.Clear();

    internal sealed record Session(SessionStart Start, List<EngineEvent> Events, List<string> Decisions);
}
