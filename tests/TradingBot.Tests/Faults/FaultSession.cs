using TradingBot.Core.Engine;

namespace TradingBot.Tests.Faults;

/// <summary>What a journal holds of a session: how it began, its events, its decisions.</summary>
internal sealed record FaultSession(
    SessionStart Start, IReadOnlyList<EngineEvent> Events, IReadOnlyList<string> Decisions);
