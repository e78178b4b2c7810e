using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Engine;

/// <summary>What a session begins with: the first thing in its journal.</summary>
/// <param name="Time">UTC, exchange time.</param>
/// <param name="Bot">Goes into the ids of its orders.</param>
/// <param name="Engine">Money and open trades; null at the bot's beginning.</param>
/// <param name="Breakers">Null at the bot's beginning.</param>
/// <param name="Orders">Attempts that are not over, in the order they were decided.</param>
/// <param name="IsFlattening">True while everything is to be closed because the operator wants it.</param>
/// <param name="Refuted">
/// Attempts of the last days that are held for rejected or absent, and that the exchange has not shown; null where
/// nobody looked for them, as in a state that is not the beginning of a session.
/// </param>
/// <param name="Audited">The account when it last agreed with the bot's books; null where it is not compared.</param>
/// <param name="Traded">Attempts that have traded since; null where nobody looked for them.</param>
/// <param name="Budgets">Requests of late to change the budget, which are done; null for none.</param>
public sealed record SessionStart(
    DateTime Time,
    Guid Bot,
    EngineState? Engine,
    BreakerState? Breakers,
    IReadOnlyList<AttemptRecord> Orders,
    bool IsFlattening = false,
    IReadOnlyList<AttemptRecord>? Refuted = null,
    AccountReading? Audited = null,
    IReadOnlyList<AttemptRecord>? Traded = null,
    IReadOnlyList<Guid>? Budgets = null)
{
    /// <summary>A bot's first.</summary>
    public static SessionStart First(DateTime time, Guid bot) => new(time, bot, Engine: null, Breakers: null, []);
}
