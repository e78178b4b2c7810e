namespace TradingBot.Data.Recordings.Log;

/// <summary>Bytes of a file of the log that are no frame, between frames that are.</summary>
/// <param name="From">The first, counted from the file's start.</param>
/// <param name="To">That behind the last.</param>
/// <param name="Before">When the last frame before them arrived; null if none is before.</param>
/// <param name="After">When the first frame behind them arrived.</param>
internal readonly record struct FrameDamage(long From, long To, Receipt? Before, Receipt After);
