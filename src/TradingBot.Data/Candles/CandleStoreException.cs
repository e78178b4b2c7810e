namespace TradingBot.Data.Candles;

/// <summary>
/// The candle store cannot do what was asked: candles are missing, a file is damaged, the disk is full or refuses. The
/// message is one line for the user: the file, what is wrong, what to do.
/// </summary>
internal sealed class CandleStoreException(string message, Exception? cause = null) : Exception(message, cause);
