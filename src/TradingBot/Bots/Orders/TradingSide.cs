using TradingBot.Core.Orders;

namespace TradingBot.Bots.Orders;

/// <summary>Where orders go in a session: to the exchange, or to paper.</summary>
/// <param name="gateway">Takes them.</param>
/// <param name="run">What has to run beside the loop, or null.</param>
/// <param name="mode">What the exchange accepts at the beginning.</param>
/// <param name="listening">Disposed of at the end, or null.</param>
internal sealed class TradingSide(
    IOrderGateway gateway,
    Func<CancellationToken, Task>? run,
    ExchangeMode mode,
    IDisposable? listening = null) : IAsyncDisposable
{
    public IOrderGateway Gateway { get; } = gateway;

    public ExchangeMode Mode { get; } = mode;

    /// <summary>Runs until cancelled, or until the exchange refuses for good.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (run is not null)
        {
            await run(cancellation).ConfigureAwait(false);
            return;
        }

        var cancelled = new TaskCompletionSource();
        using var registration = cancellation.Register(cancelled.SetResult);
        await cancelled.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Gateway is IAsyncDisposable gateway)
            await gateway.DisposeAsync().ConfigureAwait(false);
        listening?.Dispose();
    }
}
