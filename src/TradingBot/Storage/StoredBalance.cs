namespace TradingBot.Storage;

/// <summary>What the bot has.</summary>
/// <param name="Time">Since when; UTC, exchange time.</param>
/// <param name="Cash">Quote currency.</param>
/// <param name="Held">Base units; below 0 what was sold short.</param>
internal sealed record StoredBalance(DateTime Time, decimal Cash, decimal Held);
