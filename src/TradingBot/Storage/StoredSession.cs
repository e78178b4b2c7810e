namespace TradingBot.Storage;

/// <summary>A session as it is stored.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Started">UTC, exchange time.</param>
/// <param name="Ended">UTC; null while it runs, or when its process died.</param>
/// <param name="Settings">What its trader was made from; JSON.</param>
/// <param name="Start">What earlier sessions had left; JSON.</param>
internal sealed record StoredSession(long Number, DateTime Started, DateTime? Ended, string Settings, string Start);
