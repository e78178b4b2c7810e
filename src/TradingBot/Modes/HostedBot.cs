using TradingBot.Bots.Loop;
using TradingBot.Bots.Preparation;

namespace TradingBot.Modes;

/// <summary>A bot of this process, with those who follow it: they end with it.</summary>
/// <param name="run">The bot.</param>
/// <param name="followers">Who follows it.</param>
/// <param name="log">Says how it ended.</param>
/// <param name="ended">Told last.</param>
internal sealed class HostedBot(BotRun run, LiveFollowers followers, BotLog log, Action ended)
{
    /// <summary>Runs it until it is told to stop or cannot go on; never throws.</summary>
    public async Task<BotResult> RunAsync(CancellationToken cancellation)
    {
        var result = await run.RunAsync(cancellation).ConfigureAwait(false);
        await followers.DisposeAsync().ConfigureAwait(false);
        log.Ended(result);
        log.Dispose();
        ended();
        return result;
    }
}
