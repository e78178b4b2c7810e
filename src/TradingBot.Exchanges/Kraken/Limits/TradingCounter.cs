using TradingBot.Exchanges.Connections;

namespace TradingBot.Exchanges.Kraken.Limits;

/// <summary>
/// The matching engine's counter of one pair, with the ages of our open orders, which set the price of cancelling them.
/// Without a clock: every instant is the time since one fixed origin.
/// </summary>
internal sealed class TradingCounter(AccountTier tier)
{
    private readonly DecayingCounter _counter = new(KrakenRateLimits.Trading(tier));
    private readonly Dictionary<string, TimeSpan> _created = new(StringComparer.Ordinal);

    /// <inheritdoc cref="DecayingCounter.HeadroomAt"/>
    public double HeadroomAt(TimeSpan now) => _counter.HeadroomAt(now);

    /// <summary>How long an action has to wait. The price of cancelling a young order falls while one waits.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="orderId">Our <c>cl_ord_id</c>.</param>
    /// <param name="now">The instant of asking.</param>
    public TimeSpan WaitFor(TradingAction action, string orderId, TimeSpan now) =>
        _counter.WaitFor(KrakenRateLimits.TradingCost(action, AgeOf(orderId, now)), now);

    /// <summary>
    /// Counts an action that is being sent; what it costs stays counted even if the exchange refuses it. An added order
    /// is open until <see cref="Closed"/>.
    /// </summary>
    public void Sent(TradingAction action, string orderId, TimeSpan now)
    {
        _counter.Add(KrakenRateLimits.TradingCost(action, AgeOf(orderId, now)), now);
        if (action == TradingAction.Add)
            _created[orderId] = now;
    }

    /// <summary>The order is filled, cancelled, expired or was refused.</summary>
    public void Closed(string orderId) => _created.Remove(orderId);

    /// <summary>The exchange refused with a rate limit.</summary>
    public void Refused(TimeSpan now) => _counter.ObserveRefusal(now);

    // An order we know nothing of is taken for new: the dearest case.
    private TimeSpan AgeOf(string orderId, TimeSpan now) =>
        _created.TryGetValue(orderId, out var at) ? now - at : TimeSpan.Zero;
}
