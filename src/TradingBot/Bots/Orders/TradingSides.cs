using Microsoft.Extensions.Logging;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Orders;

/// <summary>Wires where a session's orders go.</summary>
/// <param name="place">What the bot may do with the account.</param>
/// <param name="instrument">The pair.</param>
/// <param name="exchange">Where.</param>
/// <param name="clock">The exchange's.</param>
/// <param name="events">The engine's queue.</param>
/// <param name="logs">For every part's changes of state.</param>
internal sealed class TradingSides(
    BotEnvironment place,
    Instrument instrument,
    IExchange exchange,
    ExchangeTime clock,
    EngineQueue events,
    ILoggerFactory logs)
{
    /// <summary>The exchange.</summary>
    /// <param name="account">Where orders go.</param>
    /// <param name="shared">What the bots of the account share.</param>
    /// <param name="bot">The bot's name.</param>
    /// <param name="mode">What the exchange accepts at the beginning.</param>
    public TradingSide Live(IAccount account, SharedAccount shared, string bot, ExchangeMode mode)
    {
        var member = new AccountMember(
            shared, bot, place.HasDeadMansSwitch ? shared.SwitchOf(account) : null);
        member.Join();
        var listening = account.Listen(new AccountFeed(events, () => clock.Now, member.IsAnothers));
        var gateway = new OrderGateway(
            instrument,
            account,
            exchange.Capabilities.ShortestDeadline,
            events,
            () => clock.Now,
            logs.CreateLogger<OrderGateway>(),
            member);
        return new TradingSide(gateway, account.RunAsync, mode, listening);
    }

    /// <summary>Paper.</summary>
    /// <param name="paper">Has what earlier sessions left.</param>
    /// <param name="feed">Has the book.</param>
    public TradingSide Paper(SimulatedExchange paper, IMarketFeed feed)
    {
        var validation = place.ValidatesOrders && exchange.Account is { } account
            ? new OrderValidation(exchange, account, instrument, logs.CreateLogger<OrderValidation>())
            : null;
        var gateway = new PaperGateway(paper, feed, events, () => clock.Now, validation);
        return new TradingSide(gateway, validation is null ? null : validation.RunAsync, ExchangeMode.Online);
    }
}
