namespace TradingBot.Data.Recordings.Log;

/// <summary>What was found wrong in a file of the log at start.</summary>
/// <param name="File">Its path as it was found.</param>
/// <param name="IsDamage">
/// True: good frames are behind it, so the file was moved to quarantine whole. False: it is the end of a write that was
/// cut short, and was cut off.
/// </param>
/// <param name="From">The first bad byte, counted from the file's start.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Before">When the last good frame before them arrived.</param>
/// <param name="After">When the first good frame behind them arrived; null for an end that was cut off.</param>
/// <param name="KeptAs">Where the bytes are now.</param>
internal sealed record LogGap(
    string File, bool IsDamage, long From, long Bytes, Receipt? Before, Receipt? After, string KeptAs)
{
    public override string ToString() => IsDamage
        ? $"{File}: {Bytes} bytes from byte {From} are damaged; the whole file is kept as {KeptAs}"
        : $"{File}: its last {Bytes} bytes are no whole message; cut off, kept as {KeptAs}";
}
