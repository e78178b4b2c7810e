using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>The gateway while its private socket is up: REST is for what the socket has proved not to have sent.</summary>
public class GatewaySocketTests
{
    [Fact]
    public async Task An_order_whose_answer_the_socket_lost_is_unknown_and_is_not_sent_again_by_REST()
    {
        await using var server = await ConnectedAsync();
        var network = new ScriptedHandler(ScriptedHandler.Error("EOrder:Insufficient funds"));
        using var kraken = new TestKraken(network) { Connect = _ => server.Socket };
        var queue = new EngineQueue();
        DateTime Now() => server.Time.GetUtcNow().UtcDateTime;
        await using var gateway = GatewayOf(kraken, queue, Now);

        gateway.CarryOut(new OrderCommand.Submit(Guid.NewGuid(), Orders.Buying(0.01m), Now().AddSeconds(8)));
        (await server.ReadAsync()).GetProperty("method").GetString().Should().Be("add_order");
        server.Drop();

        (await queue.Reader.ReadAsync()).Event.Should().BeOfType<EngineEvent.OutcomeUnknown>();
        network.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task An_order_that_has_to_say_that_its_owner_agrees_to_trade_goes_by_REST_although_the_socket_is_up()
    {
        await using var server = await ConnectedAsync();
        var network = new ScriptedHandler(ScriptedHandler.Error("EOrder:Trading agreement required"));
        using var kraken = new TestKraken(network, agreesToTrading: true) { Connect = _ => server.Socket };
        var queue = new EngineQueue();
        DateTime Now() => server.Time.GetUtcNow().UtcDateTime;
        await using var gateway = GatewayOf(kraken, queue, Now);

        gateway.CarryOut(new OrderCommand.Submit(Guid.NewGuid(), Orders.Buying(0.01m), Now().AddSeconds(8)));

        var told = queue.Reader.ReadAsync().AsTask();
        (await Task.WhenAny(told, server.ReadAsync())).Should().BeSameAs(told, "nothing goes by the socket");
        var refused = (await told).Event.Should().BeOfType<EngineEvent.OrderRejected>().Subject;
        (refused.Reason, refused.MayBeRepeated).Should().Be(("EOrder:Trading agreement required", false));
        network.Requests.Single().Body.Should().EndWith("&trading_agreement=agree");
    }

    [Fact]
    public async Task A_token_that_is_refused_for_an_order_is_replaced_with_the_connection()
    {
        await using var server = await ConnectedAsync();
        var orders = new OrderSocket(
            server.Socket, new TradingAllowance(AccountTier.Starter, server.Time), TimeSpan.FromSeconds(3));

        var adding = orders.AddOrderAsync(
            new KrakenOrder(TestKraken.Pair, TestKraken.MarketBuy()), CancellationToken.None);
        var number = (await server.ReadAsync()).GetProperty("req_id");
        await server.SendAsync(
            $$"""{"method":"add_order","req_id":{{number}},"success":false,"error":"ESession:Invalid session"}""");

        (await adding).Should().BeOfType<Answer<Acknowledgement>.Unknown>();
        (await server.NextAsync<SocketMessage.Disconnected>()).Reason.Should().Be("the token is not accepted");
    }

    /// <summary>Its account's private connection is the server's.</summary>
    private static OrderGateway GatewayOf(TestKraken kraken, EngineQueue queue, Func<DateTime> now)
    {
        var account = kraken.Exchange.Account!;
        account.Listen(Alone.Feed(queue, now));
        return new OrderGateway(
            TestKraken.Listed.Instrument,
            account,
            kraken.Exchange.Capabilities.ShortestDeadline,
            queue,
            now,
            NullLogger<OrderGateway>.Instance,
            Alone.Member());
    }

    private static async Task<SocketServer> ConnectedAsync()
    {
        var server = new SocketServer(isPrivate: true);
        await server.AcceptAsync();
        await server.SendAsync("""{"channel":"heartbeat"}""");
        await server.NextAsync<SocketMessage.Heartbeat>();
        return server;
    }
}
