namespace TradingBot.Exchanges.Connections;

/// <summary>
/// Work that several want done once: it runs while anyone asks for it. Whoever leaves ends it for nobody else. Safe for
/// several callers.
/// </summary>
/// <param name="run">Runs until cancelled, or until it can go on no longer.</param>
public sealed class SharedRun(Func<CancellationToken, Task> run)
{
    private readonly Lock _guard = new();
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource _left = new();
    private int _callers;

    /// <summary>Takes part until cancelled, or until the work ends or fails, which every caller is told.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var running = Join();
        try
        {
            await running.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // this caller leaves
        }
        finally
        {
            if (IsLastToLeave())
                await running.ConfigureAwait(false);
        }
    }

    private Task Join()
    {
        lock (_guard)
        {
            if (_callers++ == 0)
            {
                _left = new TaskCompletionSource();
                _running = RunOnceAsync(_running, _left.Task);
            }

            return _running;
        }
    }

    private bool IsLastToLeave()
    {
        TaskCompletionSource left;
        lock (_guard)
        {
            if (--_callers > 0)
                return false;
            left = _left;
        }

        left.SetResult();
        return true;
    }

    /// <param name="before">The run before may be on its way out still: there is never more than one.</param>
    /// <param name="left">Done when nobody takes part any more.</param>
    private async Task RunOnceAsync(Task before, Task left)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var stop = new CancellationTokenSource();
        var running = run(stop.Token);
        if (await Task.WhenAny(running, left).ConfigureAwait(false) == left)
            await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }
}
