namespace TradingBot.Cli;

/// <summary>
/// How many files and connections the process may still open. Beyond them everything fails in words of its own, and the
/// runtime ends with "Out of memory"; so it is looked at before anything else, and with as few parts as possible.
/// </summary>
internal static class OpenFiles
{
    /// <summary>A session has opened up to 221, assemblies included; some more for reconnecting and reports.</summary>
    private const int Needed = 256;

    private const int TooManyOpen = 24; // EMFILE

    /// <summary>
    /// One line for the user where too few are left; null where they suffice, or where that is unknown.
    /// </summary>
    public static string? Trouble()
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? Trouble(File.ReadAllLines("/proc/self/limits"), Directory.GetFiles("/proc/self/fd").Length)
                : null;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return IsTooMany(hidden) ? Words("no") : null; // without /proc nothing is known
        }
    }

    /// <param name="limits">The lines of <c>/proc/self/limits</c>.</param>
    /// <param name="open">Files that are open.</param>
    public static string? Trouble(IEnumerable<string> limits, int open)
    {
        const string Name = "Max open files";
        var line = limits.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) ?? "";
        var soft = line.Length > Name.Length ? line[Name.Length..].TrimStart().Split(' ')[0] : "";
        return int.TryParse(soft, out var limit) && limit - open < Needed
            ? Words($"only {Math.Max(0, limit - open)}")
            : null;
    }

    /// <summary>True for a failure that came of having too many files open.</summary>
    public static bool IsTooMany(Exception failure) =>
        failure.HResult == TooManyOpen || failure.Message.Contains("Too many open files", StringComparison.Ordinal);

    /// <param name="left">How many, in words.</param>
    public static string Words(string left) =>
        $"{left} more files or connections can be opened, and {Needed} are needed: raise the limit with "
        + "'ulimit -n 1024', or LimitNOFILE= in a systemd unit";
}
