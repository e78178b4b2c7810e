using Microsoft.Extensions.Hosting;
using TradingBot.Bots.Loop;

namespace TradingBot.Modes;

/// <summary>
/// The bots as a service of the host, which stops with the last of them; SIGTERM and Ctrl-C come from the host and end
/// all at the same time.
/// </summary>
/// <param name="bots">Each runs until it is told to stop or cannot go on, and never throws.</param>
/// <param name="lifetime">The host's.</param>
internal sealed class SessionService(
    IReadOnlyList<Func<CancellationToken, Task<BotResult>>> bots, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    /// <summary>What came of each; meaningful once the host has stopped.</summary>
    public IReadOnlyList<BotResult> Results { get; private set; } = [BotResult.NotBegun];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Each on its own: what one of them computes must not keep another waiting.
            Results = await Task.WhenAll(bots.Select(bot => Task.Run(() => bot(stoppingToken), CancellationToken.None)))
                .ConfigureAwait(false);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
