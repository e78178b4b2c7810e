using TradingBot.Exchanges.Connections;

namespace TradingBot.Exchanges.Kraken.Limits;

/// <summary>
/// The matching engine's counter of one pair, with the ages of our open orders, which set the price of touching them.
/// Without a clock: every instant is the time since one fixed origin.
/// </summary>
internal sealed class TradingCounter(AccountTier tier)
{
    private readonly DecayingCounter _counter = new(KrakenRateLimits.Trading(tier));
    private readonly Dictionary<string, TimeSpan> _touched = new(StringComparer.Ordinal);

    public int OpenOrders => _touched.Count;

    /// <summary>True when one more order may be open on the pair.</summary>
    public bool HasRoomForOrder => _touched.Count < KrakenRateLimits.OpenOrdersPerPair(tier);

    public double LevelAt(TimeSpan now) => _counter.LevelAt(now);

    /// <inheritdoc cref="DecayingCounter.HeadroomAt"/>
    public double HeadroomAt(TimeSpan now) => _counter.HeadroomAt(now);

    /// <summary>How long an action has to wait. The price of touching a young order falls while one waits.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="orderId">Our <c>cl_ord_id</c>.</param>
    /// <param name="now">The instant of asking.</param>
    public TimeSpan WaitFor(TradingAction action, string orderId, TimeSpan now) =>
        _counter.WaitFor(KrakenRateLimits.TradingCost(action, AgeOf(orderId, now)), now);

    /// <summary>
    /// Counts an action that is being sent; what it costs stays counted even if the exchange refuses it. An added order
    /// is open until <see cref="Closed"/>; an amended one is young again.
    /// </summary>
    public void Sent(TradingAction action, string orderId, TimeSpan now)
    {
        _counter.Add(KrakenRateLimits.TradingCost(action, AgeOf(orderId, now)), now);
        if (action != TradingAction.Cancel)
            _touched[orderId] = now;
    }

    /// <summary>The order is filled, cancelled, expired or was refused.</summary>
    public void Closed(string orderId) => _touched.Remove(orderId);

    /// <summary>An order found open at start.</summary>
    public void Found(string orderId, TimeSpan touchedAt) => _touched[orderId] = touchedAt;

    /// <summary>The exchange's own count, as the executions channel shows it on request.</summary>
    public void Observe(double level, TimeSpan now) => _counter.Observe(level, now);

    /// <summary>The exchange refused with a rate limit.</summary>
    public void Refused(TimeSpan now) => _counter.ObserveRefusal(now);

    // An order we know nothing of is taken for new: the dearest case.
    private TimeSpan AgeOf(string orderId, TimeSpan now) =>
        _touched.TryGetValue(orderId, out var at) ? now - at : TimeSpan.Zero;
}
