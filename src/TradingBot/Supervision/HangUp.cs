using System.Runtime.InteropServices;

namespace TradingBot.Supervision;

/// <summary>
/// SIGHUP: the end of a bot whose terminal closes; ignored by a daemon, which has none, and to which those who
/// rotate logs or reload settings send it by habit.
/// </summary>
internal static class HangUp
{
    /// <summary>Calls back when a terminal closes, until disposed; without a terminal never. Not on Windows.</summary>
    public static IDisposable? Watch(bool hasTerminal, Action closed)
    {
        if (OperatingSystem.IsWindows())
            return null;
        return PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true; // else it would end the process at once
            if (hasTerminal)
                closed();
        });
    }
}
