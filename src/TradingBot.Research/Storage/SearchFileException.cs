namespace TradingBot.Research.Storage;

/// <summary>A file of a search that cannot be read or written, one line: which, why, what to do.</summary>
internal sealed class SearchFileException(string message, Exception? cause = null) : Exception(message, cause);
