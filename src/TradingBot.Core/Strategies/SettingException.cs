namespace TradingBot.Core.Strategies;

/// <summary>
/// A strategy parameter that does not exist or may not have that value. The message is one line for the user.
/// </summary>
public sealed class SettingException(string message) : Exception(message);
