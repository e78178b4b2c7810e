namespace TradingBot.Core.Risk.Breakers;

/// <summary>What the breakers know in the middle of a session.</summary>
/// <param name="State">What a restart would go on from.</param>
/// <param name="Equity">At the last close, quote currency.</param>
/// <param name="KnownAt">When the market was last known; UTC.</param>
/// <param name="Price">From which the next one's jump is measured; null before any.</param>
/// <param name="Errors">When orders have failed of late; UTC.</param>
public sealed record BreakerCheckpoint(
    BreakerState State, decimal Equity, DateTime KnownAt, double? Price, IReadOnlyList<DateTime> Errors);
