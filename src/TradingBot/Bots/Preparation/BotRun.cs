using TradingBot.Bots.Loop;

namespace TradingBot.Bots.Preparation;

/// <summary>A bot's life in this process, from the first question to the last word. It fails alone.</summary>
/// <param name="builder">Makes it ready.</param>
/// <param name="onFailedStart">Told why a bot could not begin; of a later failure its followers hear.</param>
internal sealed class BotRun(BotBuilder builder, Action<Exception> onFailedStart)
{
    /// <summary>Prepares the bot and runs it until it is stopped or cannot go on; never throws.</summary>
    public async Task<BotResult> RunAsync(CancellationToken cancellation)
    {
        var result = BotResult.NotBegun;
        try
        {
            var prepared = await StartAsync(cancellation).ConfigureAwait(false);
            await using (prepared.ConfigureAwait(false))
                result = await prepared.RunAsync(cancellation).ConfigureAwait(false);
            return result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return result; // asked to stop before there was anything to stop
        }
        catch (Exception failure)
        {
            return result with { Failure = failure }; // a bug too: the host would end as if nothing had happened
        }
    }

    private async Task<PreparedBot> StartAsync(CancellationToken cancellation)
    {
        try
        {
            return await builder.PrepareAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            onFailedStart(failure);
            throw;
        }
    }
}
