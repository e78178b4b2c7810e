using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>The journal of a bot that may be killed: what was not committed is lost with the process.</summary>
internal interface IFaultJournal
{
    /// <summary>Sessions as committed, decoded.</summary>
    IReadOnlyList<FaultSession> Sessions { get; }

    /// <summary>Every attempt ever stored, by its id, as last stored.</summary>
    IReadOnlyDictionary<Guid, AttemptRecord> Attempts { get; }

    SessionStart Begin(DateTime now);

    void Append(EngineEvent happened);

    void Commit(Trader trader);

    /// <summary>The process is killed.</summary>
    void Crash();
}
