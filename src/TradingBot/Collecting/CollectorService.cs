using Microsoft.Extensions.Hosting;

namespace TradingBot.Collecting;

/// <summary>The collector as a service of the host, which stops with it.</summary>
/// <param name="run">Runs until it is told to stop or cannot go on.</param>
/// <param name="lifetime">The host's.</param>
internal sealed class CollectorService(Func<CancellationToken, Task> run, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    /// <summary>Why it could not go on; null where it was told to end.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(() => run(stoppingToken), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Ctrl-C and SIGTERM are how a collector ends.
        }
        catch (Exception failure)
        {
            Failure = failure; // whatever it is, the command reports it once the host has stopped
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
