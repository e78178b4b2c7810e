using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Simulation;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Hosting;

/// <summary>Wires where a session's orders go.</summary>
/// <param name="place">What the bot may do with the account.</param>
/// <param name="pair">The pair.</param>
/// <param name="clock">The exchange's.</param>
/// <param name="events">The engine's queue.</param>
/// <param name="logs">For every part's changes of state.</param>
internal sealed class TradingSides(
    BotEnvironment place,
    KrakenPair pair,
    ExchangeTime clock,
    ChannelWriter<EngineEvent> events,
    ILoggerFactory logs)
{
    /// <summary>The exchange.</summary>
    /// <param name="key">The account.</param>
    /// <param name="sockets">Make the private connection.</param>
    /// <param name="mode">What the exchange accepts at the beginning.</param>
    public TradingSide Live(KrakenAccount key, SessionSockets sockets, ExchangeMode mode)
    {
        var feed = new AccountFeed(
            pair,
            key.Allowance,
            events,
            () => clock.Now,
            receive => sockets.Private(key.Reader.WebSocketsTokenAsync, receive),
            logs.CreateLogger<AccountFeed>());
        var gateway = new KrakenGateway(
            pair,
            new OrderSocket(feed.Socket, key.Allowance, KrakenGateway.AnswerLimit),
            key.Orders,
            key.Reader,
            events,
            () => clock.Now,
            logs.CreateLogger<KrakenGateway>(),
            place.HasDeadMansSwitch ? SwitchOf(key.Orders) : null);
        return new TradingSide(gateway, feed.RunAsync, mode);
    }

    /// <summary>Paper.</summary>
    /// <param name="exchange">Has what earlier sessions left.</param>
    /// <param name="feed">Has the book.</param>
    /// <param name="account">Has orders checked, where that is wanted; or null.</param>
    public TradingSide Paper(SimulatedExchange exchange, IMarketFeed feed, KrakenAccount? account)
    {
        var validation = place.ValidatesOrders && account is not null
            ? new OrderValidation(account.Orders, pair.Names, logs.CreateLogger<OrderValidation>())
            : null;
        var gateway = new PaperGateway(exchange, feed, events, () => clock.Now, validation);
        return new TradingSide(gateway, validation is null ? null : validation.RunAsync, ExchangeMode.Online);
    }

    private DeadMansSwitch SwitchOf(OrderRest orders) => new(
        async (seconds, cancellation) =>
        {
            var answer = await orders.CancelAllOrdersAfterAsync(seconds, cancellation).ConfigureAwait(false);
            return answer is Answer<Kraken.Rest.Wire.CancelTimer>.Success ? null : AnswerText.Of(answer);
        },
        logs.CreateLogger<DeadMansSwitch>());
}
