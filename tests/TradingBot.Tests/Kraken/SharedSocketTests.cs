using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

/// <summary>A connection that several pairs share.</summary>
public class SharedSocketTests
{
    [Fact]
    public async Task Of_two_symbols_in_a_request_one_may_be_refused_and_the_other_stays()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Subscription.Trades("BTC/USD"));
        server.Socket.Subscribe(Subscription.Trades("WWW/USD"));
        await server.AcceptAsync();
        var id = (await server.ReadAsync()).GetProperty("req_id");
        await server.SendAsync(
            $$"""{"method":"subscribe","req_id":{{id}},"result":{"symbol":"BTC/USD"},"success":true}""");
        await server.SendAsync(
            $$"""{"method":"subscribe","req_id":{{id}},"symbol":"WWW/USD","success":false,"""
            + "\"error\":\"Currency pair not supported\"}");
        (await server.NextAsync<SocketMessage.SubscriptionRefused>()).Subscription.Symbol.Should().Be("WWW/USD");

        server.Drop();
        await server.NextAsync<SocketMessage.Disconnected>();
        await server.AdvanceAsync(2);
        await server.AcceptAsync();

        var asked = (await server.AcknowledgeAsync()).GetProperty("symbol").EnumerateArray();
        asked.Select(symbol => symbol.GetString()).Should().Equal("BTC/USD");
    }
}
