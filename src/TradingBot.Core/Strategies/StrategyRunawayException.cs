namespace TradingBot.Core.Strategies;

/// <summary>A user's strategy does not come to an end with a candle.</summary>
public sealed class StrategyRunawayException(string message) : Exception(message);
