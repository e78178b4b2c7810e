namespace TradingBot.UserStrategies;

/// <summary>
/// A user's strategy file does not do: the message says where, as <c>MyStrategy.cs(12,5): what</c>, in one line or a
/// line for each error.
/// </summary>
internal sealed class StrategyFileException(string message) : Exception(message);
