namespace TradingBot.Core.Accounts;

/// <summary>
/// The comparison with the account at a moment at which no answer was awaited and nothing was in doubt.
/// </summary>
/// <param name="Next">When the account is asked next; UTC.</param>
/// <param name="QuietFrom">Not before this; UTC.</param>
/// <param name="Number">Of the last question.</param>
/// <param name="Failures">Questions in a row that were not answered.</param>
/// <param name="IsInherited">True: what it compares with is an earlier process's.</param>
/// <param name="Own">The bot's attempts that are known, in the order they were learnt of.</param>
public sealed record AuditCheckpoint(
    DateTime Next, DateTime QuietFrom, int Number, int Failures, bool IsInherited, IReadOnlyList<Guid> Own);
