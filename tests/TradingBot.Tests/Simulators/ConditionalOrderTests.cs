using System.Text.Json;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Tests.Simulators;

/// <summary>Orders that follow the fills of others, as clients ask for them and are told of them.</summary>
public class ConditionalOrderTests
{
    [Theory]
    [InlineData("-10", "pct", 0.9)]
    [InlineData("-1000.0", "quote", 0)]
    public async Task A_price_type_on_the_socket_is_a_distance_from_the_last_price(string price, string type, double share)
    {
        await using var rig = await Rig.StartAsync();

        await AddAsync(
            rig, $$"""{"order_type":"stop-loss","trigger_price":{{price}},"trigger_price_type":"{{type}}"}""");

        var last = rig.LastPrice();
        var expected = share == 0 ? last - 1000 : Math.Round(last * (decimal)share * 10) / 10;
        rig.Kraken.Record().Orders[1].TriggerPrice.Should().Be(expected);
    }

    [Fact]
    public async Task A_price_without_a_type_is_a_price()
    {
        await using var rig = await Rig.StartAsync();

        await AddAsync(rig, """{"order_type":"stop-loss-limit","trigger_price":5000,"limit_price":4990}""");

        var close = rig.Kraken.Record().Orders[1];
        (close.TriggerPrice, close.LimitPrice).Should().Be((5000m, 4990m));
    }

    [Theory]
    [InlineData("""{"order_type":"stop-loss","trigger_price":1,"trigger_price_type":"inches"}""", "EGeneral:Invalid arguments:trigger_price_type")]
    [InlineData("""{"order_type":"market"}""", "EGeneral:Invalid arguments:conditional.order_type")]
    [InlineData("""{"order_type":"stop-loss","trigger_price":5000.05}""", "EOrder:Tick size check failed")]
    [InlineData("""{"order_type":"stop-loss"}""", "EOrder:Invalid price")]
    public async Task Terms_that_make_no_order_refuse_the_first(string close, string error)
    {
        await using var rig = await Rig.StartAsync();

        (await AddAsync(rig, close)).GetProperty("error").GetString().Should().Be(error);

        rig.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task Both_ways_tell_whose_fill_a_closing_order_follows()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions"));
        await socket.ChannelAsync("executions");

        var first = await rig.OrderAsync(
            "type=buy&ordertype=market&volume=0.01&close[ordertype]=stop-loss-limit&close[price]=-10%25&close[price2]=-1%25");

        var received = await NextAsync(socket, "pending_new");
        var closing = await NextAsync(socket, "pending_new");
        var id = rig.Kraken.Record().Orders[1].Id;
        received.GetProperty("contingent").GetProperty("trigger_price_type").GetString().Should().Be("pct");
        closing.GetProperty("ord_ref_id").GetString().Should().Be(first);
        var orders = await rig.ResultAsync("QueryOrders", $"txid={first},{id}");
        orders.GetProperty(id).GetProperty("refid").GetString().Should().Be(first);
        orders.GetProperty(first).GetProperty("refid").ValueKind.Should().Be(JsonValueKind.Null);
        orders.GetProperty(first).GetProperty("descr").GetProperty("close").GetString().Should().Be(
            "close position @ stop loss -10.0000% -> limit -1.0000%");
    }

    [Fact]
    public async Task A_closing_order_that_cannot_be_paid_is_among_the_closed_ones_with_its_reason()
    {
        await using var rig = await Rig.StartAsync(options => options with
        {
            Balances = new Dictionary<string, decimal> { ["XXBT"] = 1 },
        });

        var first = await rig.OrderAsync(
            "type=sell&ordertype=market&volume=0.5&close[ordertype]=stop-loss&close[price]=%2B400%25");

        var closed = (await rig.ResultAsync("ClosedOrders")).GetProperty("closed").EnumerateObject()
            .Select(order => order.Value).Where(order => order.GetProperty("refid").GetString() == first).ToList();
        closed.Should().NotBeEmpty().And.OnlyContain(order =>
            order.GetProperty("status").GetString() == "canceled"
            && order.GetProperty("reason").GetString() == "Insufficient funds");
        rig.Kraken.Record().Orders.Should().OnlyContain(order => order.Status != OrderStatus.Open);
    }

    private static async Task<JsonElement> AddAsync(Rig rig, string close)
    {
        await using var socket = await rig.PrivateSocketAsync();
        return await socket.AskAsync(
            $$$"""{"method":"add_order","params":{"token":"{{{await rig.TokenAsync()}}}","symbol":"BTC/USD","side":"buy","order_type":"market","order_qty":0.01,"conditional":{{{close}}}}}""");
    }

    private static async Task<JsonElement> NextAsync(TestSocket socket, string type)
    {
        while (true)
        {
            var row = (await socket.ChannelAsync("executions")).GetProperty("data")[0];
            if (row.GetProperty("exec_type").GetString() == type)
                return row;
        }
    }
}
