namespace TradingBot.Storage;

/// <summary>A point from which a journal can be replayed.</summary>
/// <param name="Sequence">Of the last event before it; 0 where there is none.</param>
/// <param name="Session">The session that the next event is of.</param>
/// <param name="Time">UTC, exchange time.</param>
/// <param name="Json">The trader then; null: the session's start.</param>
internal sealed record StoredCheckpoint(long Sequence, long Session, DateTime Time, string? Json);
