namespace TradingBot.Exchanges.Connections;

/// <summary>
/// Tasks of which none may end unnoticed: the first that ends ends the others, and what one fails with is thrown.
/// </summary>
public static class JointTasks
{
    /// <summary>Runs all of them until one ends or fails, or until cancelled; all are over then.</summary>
    /// <param name="cancellation">Told to each.</param>
    /// <param name="parts">Each ends when it is told to.</param>
    public static async Task UntilOneEndsAsync(
        CancellationToken cancellation, params Func<CancellationToken, Task>[] parts)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] running = [.. parts.Select(part => part(ended.Token))];
        try
        {
            await (await Task.WhenAny(running).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }
}
