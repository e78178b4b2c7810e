using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

/// <summary>An order as it leaves by WebSocket, to the last digit.</summary>
public class SocketOrderTests
{
    [Fact]
    public void A_limit_order_is_written_out_with_every_rule_and_all_its_digits()
    {
        var order = TestKraken.MarketBuy() with
        {
            Side = Side.Sell,
            Volume = 0.00123457m,
            LimitPrice = 94_900.5m,
            IsPostOnly = true,
            Leverage = 2,
            IsReduceOnly = true,
            Deadline = new DateTime(2026, 11, 20, 12, 0, 7, 250, DateTimeKind.Utc),
        };

        Written(order).Should().Be(OneLine(
            """
            {"method":"add_order","params":{"order_type":"limit","side":"sell","symbol":"BTC/USD",
            "order_qty":0.00123457,"limit_price":94900.5,"time_in_force":"gtc",
            "cl_ord_id":"11111111-2222-4333-8444-555555555555","deadline":"2026-11-20T12:00:07.250Z",
            "post_only":true,"reduce_only":true,"margin":true,"fee_preference":"quote","token":"token"},"req_id":7}
            """));
    }

    [Fact]
    public void A_market_order_says_in_which_currency_its_fee_is_paid_and_nothing_that_is_not_asked() =>
        Written(TestKraken.MarketBuy()).Should().Be(OneLine(
            """
            {"method":"add_order","params":{"order_type":"market","side":"buy","symbol":"BTC/USD",
            "order_qty":0.01,"cl_ord_id":"11111111-2222-4333-8444-555555555555",
            "fee_preference":"quote","token":"token"},"req_id":7}
            """));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"order_id":""}""")]
    public async Task A_success_without_an_orders_id_leaves_it_unknown_whether_there_is_one(string result)
    {
        await using var server = new SocketServer(isPrivate: true);
        var orders = await OrdersOverAsync(server);

        var adding = orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        var number = (await server.ReadAsync()).GetProperty("req_id");
        await server.SendAsync($$"""{"method":"add_order","req_id":{{number}},"success":true,"result":{{result}}}""");

        (await adding).Should().BeOfType<Answer<Acknowledgement>.Unknown>()
            .Which.Reason.Should().Be("an answer without an order_id");
    }

    [Theory]
    [InlineData("""{"cl_ord_id":"ours"}""")]
    [InlineData("""{"order_id":"OABCDE-12345-FGHIJ"}""")]
    public async Task An_answer_that_names_an_order_by_one_of_its_ids_only_is_a_success(string result)
    {
        await using var server = new SocketServer(isPrivate: true);
        var orders = await OrdersOverAsync(server);
        var order = new OrderReference(TestKraken.Listed.Instrument, Guid.NewGuid());

        var asking = orders.CancelOrderAsync(TestKraken.Pair, order, CancellationToken.None);
        var number = (await server.ReadAsync()).GetProperty("req_id");
        await server.SendAsync(
            $$"""{"method":"cancel_order","req_id":{{number}},"success":true,"result":{{result}}}""");

        (await asking).Should().BeOfType<Answer<Acknowledgement>.Success>();
    }

    [Fact]
    public async Task An_error_under_no_method_of_ours_answers_nothing()
    {
        await using var server = new SocketServer(isPrivate: true);
        var orders = await OrdersOverAsync(server);

        var adding = orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        var number = (await server.ReadAsync()).GetProperty("req_id");
        await server.SendAsync("""{"method":"error","error":"Malformed request","success":false}""");
        await server.SendAsync(
            $$$"""{"method":"add_order","req_id":{{{number}}},"success":true,"result":{"order_id":"OABCDE-12345-FGHIJ"}}""");

        (await adding).Should().BeOfType<Answer<Acknowledgement>.Success>()
            .Which.Value.Result!.OrderId.Should().Be("OABCDE-12345-FGHIJ");
    }

    private static async Task<OrderSocket> OrdersOverAsync(SocketServer server)
    {
        await server.AcceptAsync();
        await server.SendAsync("""{"channel":"heartbeat"}""");
        await server.NextAsync<SocketMessage.Heartbeat>();
        return new OrderSocket(
            server.Socket, new TradingAllowance(AccountTier.Starter, server.Time), TimeSpan.FromSeconds(3));
    }

    private static string Written(NewOrder order) =>
        Encoding.UTF8.GetString(SocketRequests.AddOrder(order.AtKraken(), requestId: 7, "token"));

    private static string OneLine(string text) => text.ReplaceLineEndings("");
}
