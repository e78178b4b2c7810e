using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Input;

namespace TradingBot.Bots.Loop;

/// <summary>The trading loop with all that feeds it: none of them may end unnoticed.</summary>
/// <param name="loop">Warmed up.</param>
/// <param name="reporter">Told of the beginning and of the end, whatever fails in between.</param>
/// <param name="events">Of the loop's queue.</param>
/// <param name="venue">For words.</param>
internal sealed class LoopRun(TradingLoop loop, BotReporter reporter, EngineQueue events, IVenue venue)
{
    /// <summary>Runs the loop with what feeds it, until one of them ends. The followers see all of it.</summary>
    /// <param name="first">Taken before what waits in the queue.</param>
    /// <param name="sources">Each runs until it is cancelled.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task UntilEndAsync(
        EngineEvent first, IEnumerable<Func<CancellationToken, Task>> sources, CancellationToken cancellation)
    {
        Exception? failure = null;
        Task[] running = [];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        reporter.Begin();
        try
        {
            loop.Take(first);
            running = [.. sources.Select(source => FollowAsync(source, ended.Token))];
            await loop.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception stopped) when (!cancellation.IsCancellationRequested)
        {
            failure = stopped;
            throw;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
            reporter.End(failure);
        }
    }

    private async Task FollowAsync(Func<CancellationToken, Task> source, CancellationToken cancellation)
    {
        try
        {
            await source(cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // Without its timer or its account a bot would trade on, deaf to its operator.
            events.End(failure);
            return;
        }

        if (!cancellation.IsCancellationRequested)
            events.End(new UserError($"{venue.DisplayName} refuses a connection; see the log", ExitCode.Failed));
    }
}
