using TradingBot.Bots.Loop;
using TradingBot.Bots.Preparation;

namespace TradingBot.Tests.Hosting;

/// <summary>A bot's whole run in one call, for tests that ask how it ends.</summary>
internal static class BotRuns
{
    /// <summary>Prepares and runs; throws what it failed with, or that it was told to stop.</summary>
    /// <param name="builder">Makes the bot.</param>
    /// <param name="cancellation">Tells it to stop.</param>
    /// <param name="isReady">Told of the bot before it runs, or null.</param>
    public static async Task<BotResult> RunAsync(
        this BotBuilder builder, CancellationToken cancellation, Action<PreparedBot>? isReady = null)
    {
        await using var prepared = await builder.PrepareAsync(cancellation);
        isReady?.Invoke(prepared);
        var result = await prepared.RunAsync(cancellation);
        if (result.Failure is { } failure)
            throw failure;
        cancellation.ThrowIfCancellationRequested();
        return result;
    }
}
