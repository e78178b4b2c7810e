namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>A market or an account cannot be followed any further; the message is one line for the user.</summary>
public sealed class FeedFailedException(string message) : Exception(message);
