using System.Net.WebSockets;
using System.Text.Json;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

public class KrakenSocketTests
{
    private const string Trade = """
        {"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":100.5,"qty":1,
        "ord_type":"limit","trade_id":7,"timestamp":"2026-11-20T00:00:00Z"}]}
        """;

    private static readonly Subscription Trades = Subscription.Trades("BTC/USD");

    [Fact]
    public async Task A_subscription_is_made_again_on_every_new_connection()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Trades);
        await server.AcceptAsync();
        var first = await server.AcknowledgeAsync();
        await server.SendAsync(Trade);
        (await server.NextAsync<SocketMessage.Trades>()).Rows.Single().Trade.Id.Should().Be(7);

        server.Drop();
        await server.NextAsync<SocketMessage.Disconnected>();
        await server.AdvanceAsync(2);
        await server.AcceptAsync();
        var second = await server.AcknowledgeAsync();

        second.GetRawText().Should().Be(first.GetRawText());
        second.GetProperty("snapshot").GetBoolean().Should().BeTrue();
        server.Socket.Counters.Connections.Should().Be(2);
    }

    [Fact]
    public async Task A_socket_that_acknowledges_and_beats_its_heart_but_sends_no_data_is_found()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Trades);
        await server.AcceptAsync();
        await server.AcknowledgeAsync();
        for (var i = 0; i < 5; i++)
        {
            await server.SendAsync("""{"channel":"heartbeat"}""");
            await server.NextAsync<SocketMessage.Heartbeat>();
            await server.AdvanceAsync(2);
        }

        (await server.NextAsync<SocketMessage.Disconnected>()).Reason.Should().Contain("no data on trade BTC/USD");
    }

    [Fact]
    public async Task A_line_without_any_frame_is_found_in_five_seconds()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Trades);
        await server.AcceptAsync();
        await server.AcknowledgeAsync();
        await server.NextAsync<SocketMessage.Acknowledged>();
        await server.AdvanceAsync(5);
        (await server.NextAsync<SocketMessage.Disconnected>()).Reason.Should().Contain("no data");
    }

    [Fact]
    public async Task A_subscription_that_falls_silent_is_made_anew_while_the_others_go_on()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Trades);
        server.Socket.Subscribe(Subscription.Trades("ETH/USD"));
        await server.AcceptAsync();
        (await server.AcknowledgeAsync()).GetProperty("symbol").GetArrayLength().Should().Be(2, "one request asks");
        await server.SendAsync(Trade);
        for (var i = 0; i < 31; i++)
        {
            await server.SendAsync(Trade.Replace("BTC/USD", "ETH/USD", StringComparison.Ordinal));
            await server.NextAsync<SocketMessage.Trades>();
            await server.AdvanceAsync(2);
        }

        var leave = await server.ReadAsync();
        leave.GetProperty("method").GetString().Should().Be("unsubscribe");
        leave.GetProperty("params").GetProperty("symbol")[0].GetString().Should().Be("BTC/USD");
        (await server.AcknowledgeAsync()).GetProperty("symbol")[0].GetString().Should().Be("BTC/USD");
        server.Socket.Counters.Connections.Should().Be(1);
    }

    [Fact]
    public async Task A_distrusted_book_is_made_anew_but_not_more_often_than_every_five_seconds()
    {
        var book = Subscription.Book("BTC/USD", 25);
        await using var server = new SocketServer();
        server.Socket.Subscribe(book);
        await server.AcceptAsync();
        await server.AcknowledgeAsync();
        await server.NextAsync<SocketMessage.Acknowledged>();
        server.Socket.Distrust(book);
        await server.AdvanceAsync(1);
        server.Socket.Counters.Resubscriptions.Should().Be(0);
        await server.SendAsync("""{"channel":"heartbeat"}""");
        await server.NextAsync<SocketMessage.Heartbeat>();
        await server.AdvanceAsync(4);

        var leave = await server.ReadAsync();
        leave.GetProperty("method").GetString().Should().Be("unsubscribe");
        leave.GetProperty("params").GetProperty("depth").GetInt32().Should().Be(25);
        (await server.AcknowledgeAsync()).GetProperty("depth").GetInt32().Should().Be(25);
        server.Socket.Counters.Resubscriptions.Should().Be(1);
    }

    [Fact]
    public async Task Answers_find_their_requests_by_number_in_any_order()
    {
        await using var server = await PrivateAsync();
        var orders = Orders(server);
        var first = orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        var second = orders.AddOrderAsync(
            TestKraken.MarketBuy("22222222-2222-4333-8444-555555555555").AtKraken(), CancellationToken.None);
        var (one, two) = (await server.ReadAsync(), await server.ReadAsync());
        one.GetProperty("params").GetProperty("token").GetString().Should().Be("token1");
        await server.SendAsync(Accepted(two, "O2"));
        await server.SendAsync($$"""
            {"method":"add_order","req_id":{{Number(one)}},"success":false,"error":"EOrder:Order minimum not met"}
            """);

        (await second).Should().BeOfType<Answer<Acknowledgement>.Success>()
            .Which.Value.Result!.OrderId.Should().Be("O2");
        (await first).Should().BeOfType<Answer<Acknowledgement>.Rejected>()
            .Which.Error.Effect.Should().Be(ErrorEffect.NotDone);
    }

    [Fact]
    public async Task An_order_whose_line_is_lost_is_unknown_and_not_sent_again_on_the_next_line()
    {
        await using var server = await PrivateAsync();
        var adding = Orders(server).AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        await server.ReadAsync();
        server.Drop();

        (await adding).Should().BeOfType<Answer<Acknowledgement>.Unknown>();
        await server.AdvanceAsync(2);
        await server.AcceptAsync();
        var next = await server.ReadAsync();
        next.GetProperty("method").GetString().Should().Be("subscribe");
        next.GetProperty("params").GetProperty("token").GetString()
            .Should().Be("token2", "each connection has its own");
    }

    [Fact]
    public async Task An_order_without_an_answer_in_time_is_unknown_and_its_late_answer_is_still_reported()
    {
        await using var server = await PrivateAsync();
        var adding = Orders(server).AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        var request = await server.ReadAsync();
        await server.SendAsync("""{"channel":"heartbeat"}""");
        await server.NextAsync<SocketMessage.Heartbeat>();
        server.Time.Advance(TimeSpan.FromSeconds(3));
        (await adding).Should().BeOfType<Answer<Acknowledgement>.Unknown>();

        await server.SendAsync(Accepted(request, "OLATE"));
        (await server.NextAsync<SocketMessage.Acknowledged>()).Value.Result!.OrderId.Should().Be("OLATE");
        server.Socket.Counters.LateAnswers.Should().Be(1);
    }

    [Fact]
    public async Task An_order_while_there_is_no_connection_is_proven_not_sent()
    {
        await using var server = new SocketServer();
        (await Orders(server).AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None))
            .Should().BeOfType<Answer<Acknowledgement>.NotSent>();
    }

    [Fact]
    public async Task Malformed_frames_and_unknown_channels_are_counted_and_survived()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Trades);
        await server.AcceptAsync();
        await server.SendAsync("{");
        await server.SendAsync("""{"channel":"trade","data":[{"symbol":"\ud800"}]}""");
        await server.SendAsync("");
        await server.SendAsync("""{"channel":"level9","data":[]}""");
        await server.SendAsync(Trade + new string(' ', 1_000_000));

        (await server.NextAsync<SocketMessage.Trades>()).Rows.Should().ContainSingle();
        server.Socket.Counters.Malformed.Should().Be(3);
        server.Socket.Counters.UnknownChannels.Should().Be(1);
        server.Socket.Counters.Frames.Should().Be(5);
    }

    [Fact]
    public async Task A_policy_violation_and_a_forbidden_upgrade_end_it_for_good()
    {
        await using var server = new SocketServer();
        await server.AcceptAsync();
        await server.CloseAsync(WebSocketCloseStatus.PolicyViolation);
        (await server.NextAsync<SocketMessage.Stopped>()).Reason.Should().Contain("1008");
        await server.Running.WaitAsync(TimeSpan.FromSeconds(20));

        new SocketRefusedException(403).IsFinal.Should().BeTrue();
        new SocketRefusedException(503).IsFinal.Should().BeFalse();
    }

    [Fact]
    public async Task A_refused_subscription_is_reported_and_not_asked_for_again()
    {
        await using var server = new SocketServer();
        server.Socket.Subscribe(Subscription.Trades("WWW/USD"));
        await server.AcceptAsync();
        var request = await server.ReadAsync();
        await server.SendAsync($$"""
            {"error":"Currency pair not supported WWW/USD","method":"subscribe","req_id":{{Number(request)}},
            "success":false,"symbol":"WWW/USD"}
            """);
        (await server.NextAsync<SocketMessage.SubscriptionRefused>()).Subscription.Symbol.Should().Be("WWW/USD");

        server.Drop();
        await server.NextAsync<SocketMessage.Disconnected>();
        server.Socket.Subscribe(Trades);
        await server.AdvanceAsync(2);
        await server.AcceptAsync();
        (await server.AcknowledgeAsync()).GetProperty("channel").GetString().Should().Be("trade");
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_replaced_by_a_new_connection_with_a_new_one()
    {
        await using var server = new SocketServer(isPrivate: true);
        server.Socket.Subscribe(Subscription.Executions);
        await server.AcceptAsync();
        var request = await server.ReadAsync();
        await server.SendAsync($$"""
            {"error":"Token(s) not found","method":"subscribe","req_id":{{Number(request)}},"success":false}
            """);
        await server.NextAsync<SocketMessage.Disconnected>();
        await server.AdvanceAsync(2);
        await server.AcceptAsync();
        (await server.AcknowledgeAsync()).GetProperty("token").GetString().Should().Be("token2");
    }

    [Fact]
    public async Task An_order_whose_token_is_not_accepted_is_unknown_and_the_connection_is_made_anew()
    {
        await using var server = await PrivateAsync();
        var adding = Orders(server).AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        var request = await server.ReadAsync();
        await server.SendAsync($$"""
            {"method":"add_order","req_id":{{Number(request)}},"success":false,"error":"EAPI:Invalid token"}
            """);

        (await adding).Should().BeOfType<Answer<Acknowledgement>.Unknown>();
        await server.NextAsync<SocketMessage.Disconnected>();
    }

    [Fact]
    public async Task After_maintenance_no_attempt_comes_before_five_seconds()
    {
        await using var server = new SocketServer();
        await server.AcceptAsync();
        await server.SendAsync("""{"channel":"status","type":"update","data":[{"system":"maintenance"}]}""");
        await server.NextAsync<SocketMessage.Status>();
        server.Drop();
        await server.NextAsync<SocketMessage.Disconnected>();
        await server.AdvanceAsync(4.9);
        server.Attempts.Should().Be(1);
        server.Time.Advance(TimeSpan.FromSeconds(0.2));
        await server.AcceptAsync();
    }

    private static OrderSocket Orders(SocketServer server) =>
        new(server.Socket, new TradingAllowance(AccountTier.Starter, server.Time), TimeSpan.FromSeconds(3));

    private static string Number(JsonElement request) => request.GetProperty("req_id").GetRawText();

    private static string Accepted(JsonElement request, string orderId) => $$"""
        {"method":"add_order","req_id":{{Number(request)}},"success":true,"result":{"order_id":"{{orderId}}"} }
        """;

    private static async Task<SocketServer> PrivateAsync()
    {
        var server = new SocketServer(isPrivate: true);
        server.Socket.Subscribe(Subscription.Executions);
        await server.AcceptAsync();
        await server.AcknowledgeAsync();
        await server.NextAsync<SocketMessage.Acknowledged>();
        return server;
    }
}
