using Microsoft.Extensions.Hosting;

namespace TradingBot.Simulators.Kraken;

/// <summary>
/// Leaves the process's signals alone: the host's usual lifetime would catch SIGTERM from whoever embeds this.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
