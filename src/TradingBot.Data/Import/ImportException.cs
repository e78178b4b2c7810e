namespace TradingBot.Data.Import;

/// <summary>
/// A file given for import is not what an import can take. The message is one line for the user: the file, the line if
/// there is one, what is wrong.
/// </summary>
internal sealed class ImportException(string message, Exception? cause = null) : Exception(message, cause);
