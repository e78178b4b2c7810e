using Microsoft.Extensions.Logging;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;

namespace TradingBot.Collecting;

/// <summary>
/// Brings what is sealed into stores beside the collecting. Each follows on its own and for ever: whatever a store does
/// or does not do, it is told, and the collecting goes on.
/// </summary>
/// <param name="folder">The recording's.</param>
/// <param name="stores">Are disposed of in the end.</param>
/// <param name="time">The machine's clock, for pauses.</param>
/// <param name="log">Gets what the followers say.</param>
internal sealed partial class CollectorStores(
    RecordingFolder folder, IReadOnlyList<IFollowerStore> stores, TimeProvider time, ILogger<CollectorStores> log)
{
    /// <summary>After what does not pass by itself: somebody has to do something first.</summary>
    internal static readonly TimeSpan LongPause = TimeSpan.FromMinutes(10);

    /// <summary>A store that does not even end its connection is left: what it was writing does not count.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly ILogger<CollectorStores> _log = log;

    /// <summary>Until cancelled, and no longer than a few seconds after.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Each on a thread of its own: it reads whole hours, and a store's library may wait without saying so.
        var all = Task.WhenAll(stores.Select(
            store => Task.Run(() => FollowAsync(store, cancellation), CancellationToken.None)));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(told.SetResult))
            await told.Task.ConfigureAwait(false);
        await Task.WhenAny(all, Task.Delay(LongestEnd, time, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task FollowAsync(IFollowerStore store, CancellationToken cancellation)
    {
        try
        {
            await using (store.ConfigureAwait(false))
            {
                while (!cancellation.IsCancellationRequested)
                {
                    await FollowOnceAsync(store, cancellation).ConfigureAwait(false);
                    await Task.Delay(LongPause, time, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>Until it is cancelled, or something comes about that does not pass by itself.</summary>
    private async Task FollowOnceAsync(IFollowerStore store, CancellationToken cancellation)
    {
        try
        {
            var follower = new Follower(folder, store, new FollowerOptions(time, IsSaid));
            await follower.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (StoreException failure)
        {
            Waits(store.Name, failure.Message);
        }
        catch (Exception failure) // whatever a store's library throws: no store ends the collecting
        {
            HasFailed(failure, store.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    private partial void IsSaid(string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: {Reason}; trying again in 10 minutes")]
    private partial void Waits(string store, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: failed; trying again in 10 minutes")]
    private partial void HasFailed(Exception failure, string store);
}
