namespace TradingBot.Core.Risk.Breakers;

/// <summary>A breaker that keeps trades from being opened.</summary>
/// <param name="Name">Its name: <c>daily-loss</c>.</param>
/// <param name="Reason">Why, with figures.</param>
/// <param name="Since">UTC, exchange time.</param>
public sealed record TrippedBreaker(string Name, string Reason, DateTime Since);
