using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Kraken.Limits;

/// <summary>
/// Makes orders and cancels wait until the counter of their pair has room. Safe for several callers.
/// </summary>
internal sealed class TradingAllowance(AccountTier tier, TimeProvider time)
{
    private readonly Dictionary<string, TradingCounter> _pairs = new(StringComparer.Ordinal);
    private readonly Lock _guard = new();
    private readonly long _origin = time.GetTimestamp();

    /// <summary>Waits until the action fits its pair's counter and counts it.</summary>
    /// <param name="pair">Any one name used throughout for the pair.</param>
    /// <param name="action">What is about to be sent.</param>
    /// <param name="orderId">Our <c>cl_ord_id</c>.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task TakeAsync(string pair, TradingAction action, string orderId, CancellationToken cancellation)
    {
        while (TryTake(pair, action, orderId) is { } wait)
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>The order is over.</summary>
    public void Closed(string pair, string orderId)
    {
        lock (_guard)
            CounterOf(pair).Closed(orderId);
    }

    /// <summary>The order is over, whatever its pair.</summary>
    public void Closed(string orderId)
    {
        lock (_guard)
        {
            foreach (var counter in _pairs.Values)
                counter.Closed(orderId);
        }
    }

    /// <summary>What the answer to an action says about the counter and about which orders are open.</summary>
    public void Learn<T>(string pair, TradingAction action, string orderId, Answer<T> answer)
    {
        var isOver = action switch
        {
            TradingAction.Add => answer is Answer<T>.Rejected or Answer<T>.NotSent,
            TradingAction.Cancel => answer is Answer<T>.Success
                or Answer<T>.Rejected { Error.Effect: ErrorEffect.OrderIsGone },
            _ => false,
        };
        lock (_guard)
        {
            if (isOver)
                CounterOf(pair).Closed(orderId);
            // A change that is refused for the rate of it is not proved undone, but the counter is known to be full.
            if (answer is Answer<T>.Unknown { Error.Retry: RetryAdvice.AfterDecay }
                or Answer<T>.Rejected { Error.Retry: RetryAdvice.AfterDecay })
                CounterOf(pair).Refused(Now());
        }
    }

    /// <summary>Of the pair that has the least: from 1 (all of it) to 0 (the next action has to wait).</summary>
    public double Headroom
    {
        get
        {
            lock (_guard)
                return _pairs.Values.Select(pair => pair.HeadroomAt(Now())).DefaultIfEmpty(1).Min();
        }
    }

    private TimeSpan? TryTake(string pair, TradingAction action, string orderId)
    {
        lock (_guard)
        {
            var counter = CounterOf(pair);
            var wait = counter.WaitFor(action, orderId, Now());
            if (wait > TimeSpan.Zero)
                return wait;
            counter.Sent(action, orderId, Now());
            return null;
        }
    }

    private TradingCounter CounterOf(string pair)
    {
        if (!_pairs.TryGetValue(pair, out var counter))
            _pairs[pair] = counter = new TradingCounter(tier);
        return counter;
    }

    private TimeSpan Now() => time.GetElapsedTime(_origin);
}
