namespace TradingBot.Research;

/// <summary>
/// A range, a formula or a method of a search that is not understood or not allowed. The message is one line for the
/// user: what, where, what is allowed; whoever knows the option puts its name before it.
/// </summary>
internal sealed class SearchInputException(string message) : Exception(message);
