namespace TradingBot.Data.Recordings;

/// <summary>
/// A recording cannot do what was asked: another process writes it, a file is damaged, the disk refuses. The message is
/// one line for the user: the file, what is wrong, what to do.
/// </summary>
internal sealed class RecordingException(string message, Exception? cause = null) : Exception(message, cause);
