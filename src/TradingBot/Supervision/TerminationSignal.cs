using System.Runtime.InteropServices;
using TradingBot.Input;
using TradingBot.UserStrategies;

namespace TradingBot.Supervision;

/// <summary>SIGTERM is the host's, once there is one: before that, too, it ends a session as it should.</summary>
internal static class TerminationSignal
{
    /// <param name="trade">Ends when asked to.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> UntilToldToEndAsync(
        Func<CancellationToken, Task<int>> trade, CancellationToken stop)
    {
        using var told = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            told.Cancel();
            StrategyDeadline.Begin();
        });
        try
        {
            return await trade(told.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (told.IsCancellationRequested)
        {
            return ExitCode.Success; // there was no session yet to end
        }
    }
}
