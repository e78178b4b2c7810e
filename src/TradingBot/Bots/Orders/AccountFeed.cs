using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Orders;

/// <summary>Turns the account's stream into engine events.</summary>
/// <param name="events">The engine's queue.</param>
/// <param name="exchangeTime">The session's one clock, UTC; never the wall's, which may be set.</param>
/// <param name="isAnothers">True for an order that another bot of this process has placed.</param>
internal sealed class AccountFeed(EngineQueue events, Func<DateTime> exchangeTime, Predicate<Guid> isAnothers)
    : IAccountListener
{
    public void Reported(Guid clientOrderId, OrderReport report)
    {
        if (!isAnothers(clientOrderId))
            events.Write(new EngineEvent.OrderReported(exchangeTime(), clientOrderId, report));
    }

    public void ModeChanged(ExchangeMode mode) => events.Write(new EngineEvent.ModeChanged(exchangeTime(), mode));
}
