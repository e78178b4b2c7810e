namespace TradingBot.Core.Orders;

/// <summary>Something changed about an attempt: what to store.</summary>
/// <param name="Time">UTC, exchange time.</param>
/// <param name="Attempt">How it stands now.</param>
/// <param name="Execution">The fill that is new, or null.</param>
public sealed record OrderChange(DateTime Time, AttemptRecord Attempt, Execution? Execution);
