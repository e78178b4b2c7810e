using System.Globalization;

namespace TradingBot.Supervision;

/// <summary>How often a supervisor wants to hear that the program is alive.</summary>
internal static class WatchdogInterval
{
    public const string Variable = "WATCHDOG_USEC";

    /// <summary>Whom it concerns; a child of the supervised process inherits both variables.</summary>
    public const string ProcessVariable = "WATCHDOG_PID";

    /// <summary>The supervisor's limit of silence, or null where it has none for this process.</summary>
    /// <param name="environment">The value of a variable, or null.</param>
    /// <param name="process">This process's number.</param>
    public static TimeSpan? Read(Func<string, string?> environment, int process)
    {
        if (environment(ProcessVariable) is { Length: > 0 } concerned && Number(concerned) != process)
            return null;
        return Number(environment(Variable)) is > 0 and var microseconds
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    private static long Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
