using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Connections;

/// <summary>
/// Makes callers wait until Kraken's counter has room for them: better a wait here than a refusal there. First come,
/// first served, so that a dear call is not overtaken for ever by cheap ones.
/// </summary>
internal sealed class CallAllowance(CounterLimit limit, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly DecayingCounter _counter = new(limit);
    private readonly Lock _guard = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly long _origin = time.GetTimestamp();

    /// <summary>From 1 (all of it) to 0 (the next call has to wait).</summary>
    public double Headroom
    {
        get
        {
            lock (_guard)
                return _counter.HeadroomAt(Now());
        }
    }

    /// <summary>Waits until the cost fits and counts it. A cost of 0 never waits.</summary>
    public async Task TakeAsync(double cost, CancellationToken cancellation)
    {
        if (cost <= 0)
            return;
        await _oneAtATime.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (TryTake(cost) is { } wait)
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Learns from a refusal: our count and the exchange's differ, and the exchange's is the one that matters.
    /// </summary>
    public void Refused(ExchangeError error)
    {
        lock (_guard)
        {
            _counter.ObserveRefusal(Now());
            if (error.RetryAt is { } instant)
                _counter.CloseFor(Bounded(instant - time.GetUtcNow().UtcDateTime), Now());
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    // The instant is the exchange's, the clock is ours: a wrong one of either must not keep an order unsettled.
    private static TimeSpan Bounded(TimeSpan pause) => pause > LongestPause ? LongestPause : pause;

    private TimeSpan? TryTake(double cost)
    {
        lock (_guard)
        {
            var wait = _counter.WaitFor(cost, Now());
            if (wait > TimeSpan.Zero)
                return wait;
            _counter.Add(cost, Now());
            return null;
        }
    }

    // Monotonic: a wall clock set back by an hour must not stop the bot for an hour.
    private TimeSpan Now() => time.GetElapsedTime(_origin);
}
