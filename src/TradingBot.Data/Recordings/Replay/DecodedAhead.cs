namespace TradingBot.Data.Recordings.Replay;

/// <summary>
/// Decodes the next part on another thread while one is used. A part may be overwritten once the next one is asked for.
/// </summary>
/// <param name="parts">Decodes a part when it is asked for the next one; needs room for two.</param>
internal sealed class DecodedAhead<TPart>(IAsyncEnumerable<TPart> parts) : IAsyncDisposable
    where TPart : class
{
    private readonly IAsyncEnumerator<TPart> _parts = parts.GetAsyncEnumerator();
    private Task<bool>? _next;

    /// <returns>Null: there are no more.</returns>
    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public async ValueTask<TPart?> NextAsync()
    {
        _next ??= BeginAsync();
        if (!await _next.ConfigureAwait(false))
            return null;
        var part = _parts.Current;
        _next = BeginAsync();
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        if (_next is Task last)
            await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _parts.DisposeAsync().ConfigureAwait(false);
    }

    private Task<bool> BeginAsync() => Task.Run(async () => await _parts.MoveNextAsync().ConfigureAwait(false));
}
