namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>
/// Nonces of one API key: strictly increasing over restarts, crashes and clocks that jump. A nonce is nanoseconds of
/// wall-clock time, or one more than the last where the clock lags. The file's mark is raised ahead, ten seconds at a
/// time, so that what a crash forgets was never above the mark.
/// </summary>
/// <remarks>
/// Nanoseconds because a key must keep one scale for life and Kraken's own SDK uses this one: a key that was used with
/// any common client goes on working. Source: docs.kraken.com guides/rest/authentication.
/// </remarks>
internal sealed class NonceSource(NonceFile file, TimeProvider time) : IDisposable
{
    private const ulong Block = 10_000_000_000;
    private readonly Lock _guard = new();

    // The whole of an earlier run's block counts as used.
    private ulong _last = file.Mark;

    /// <summary>The next nonce, greater than any before it.</summary>
    /// <exception cref="IOException">The mark could not be raised; no nonce was given out.</exception>
    public ulong Next()
    {
        lock (_guard)
        {
            // A machine that starts before 1970 must not wrap around into the far future: that would use up the key.
            var clock = (ulong)Math.Max(0, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks) * 100;
            var next = Math.Max(clock, _last + 1);
            if (next > file.Mark)
                file.Raise(next + Block);
            _last = next;
            return next;
        }
    }

    public void Dispose() => file.Dispose();
}
