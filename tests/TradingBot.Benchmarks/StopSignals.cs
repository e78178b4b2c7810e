using System.Runtime.InteropServices;

namespace TradingBot.Benchmarks;

/// <summary>Ctrl-C and SIGTERM, for a command that has something to clear away before it ends.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupted;
    private readonly PosixSignalRegistration _terminated;

    public StopSignals()
    {
        _interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled by either.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupted.Dispose();
        _terminated.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext asked)
    {
        asked.Cancel = true;
        _stop.Cancel();
    }
}
