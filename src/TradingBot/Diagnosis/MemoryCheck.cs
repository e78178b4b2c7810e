using System.Globalization;

namespace TradingBot.Diagnosis;

/// <summary>Whether the machine has room for a bot, or the control group it runs in.</summary>
internal static class MemoryCheck
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>A bot takes less than 80; its first minute and its neighbours want some more.</summary>
    private const long Enough = 128;

    public static Check Create() => Check.Of("memory", () => [Judge(Limit(), Available())]);

    /// <param name="limit">Bytes this process may have.</param>
    /// <param name="available">Bytes that are free on the machine, or null where it is unknown.</param>
    public static Finding Judge(long limit, long? available)
    {
        var room = Math.Min(limit, available ?? limit) / Megabyte;
        var figure = string.Create(CultureInfo.InvariantCulture, $"{room} MB of {limit / Megabyte} MB available");
        return room < Enough
            ? Finding.Warn("memory", figure, "a bot needs 128 MB: check MemoryMax= of the unit, and what else runs "
                + "here")
            : Finding.Ok("memory", figure);
    }

    /// <summary>The control group's limit where there is one, else the machine's memory.</summary>
    private static long Limit() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static long? Available()
    {
        const string file = "/proc/meminfo";
        if (!File.Exists(file))
            return null;
        var line = File.ReadLines(file)
            .FirstOrDefault(row => row.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var kilobytes, ..]
            && long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * 1024
            : null;
    }
}
