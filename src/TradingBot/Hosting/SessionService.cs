using Microsoft.Extensions.Hosting;

namespace TradingBot.Hosting;

/// <summary>The session as a service of the host, which stops with it; SIGTERM and Ctrl-C come from the host.</summary>
/// <param name="session">Tells its followers how it ends, once it has begun.</param>
/// <param name="lifetime">The host's.</param>
/// <param name="onFailedStart">Told why a session could not begin.</param>
internal sealed class SessionService(
    TradingSession session, IHostApplicationLifetime lifetime, Action<Exception> onFailedStart) : BackgroundService
{
    /// <summary>Why the session could not go on, or null when it was told to stop.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await session.RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // told to stop
        }
        catch (Exception failure)
        {
            Failure = failure; // a bug too: the host would end as if nothing had happened
            if (!session.HasBegun)
                onFailedStart(failure);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
