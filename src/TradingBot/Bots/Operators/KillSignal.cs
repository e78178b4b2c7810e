using System.Runtime.InteropServices;

namespace TradingBot.Bots.Operators;

/// <summary>SIGUSR1: the kill switch for an operator who has only a process number.</summary>
internal static class KillSignal
{
    private const int OnLinux = 10;
    private const int OnMac = 30;

    /// <summary>Calls back at each signal, until disposed. On Windows there is none.</summary>
    public static IDisposable? Watch(Action signalled)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var number = (PosixSignal)(OperatingSystem.IsMacOS() ? OnMac : OnLinux);
        return PosixSignalRegistration.Create(number, context =>
        {
            context.Cancel = true; // else it would end the process
            signalled();
        });
    }
}
