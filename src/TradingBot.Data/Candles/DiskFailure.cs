namespace TradingBot.Data.Candles;

/// <summary>What a disk refuses, in words for the user: the runtime's own name the file once more.</summary>
internal static class DiskFailure
{
    /// <summary>ENOSPC, EDQUOT, ERROR_DISK_FULL.</summary>
    public static bool IsFull(Exception failure) =>
        failure is IOException { HResult: 28 or 122 or unchecked((int)0x80070070) };

    public static string WordsOf(Exception failure) => IsFull(failure) ? "the disk is full" : failure.Message;
}
