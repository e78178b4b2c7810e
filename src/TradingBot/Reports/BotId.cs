using System.Text;

namespace TradingBot.Reports;

/// <summary>
/// The original's number of a bot, 0 to 999, from its name: Python 2's hash of the text on a 64-bit machine, so that
/// "Localbot" is 320 here as there.
/// </summary>
internal static class BotId
{
    private const ulong Multiplier = 1_000_003;
    private const ulong Ids = 1000;

    public static int Of(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length == 0)
            return 0;
        var hash = (ulong)bytes[0] << 7;
        foreach (var letter in bytes)
            hash = unchecked(hash * Multiplier) ^ letter;
        hash ^= (ulong)bytes.Length;
        var isNegative = (long)hash < 0;
        return (int)((isNegative ? unchecked(0 - hash) : hash) % Ids);
    }
}
