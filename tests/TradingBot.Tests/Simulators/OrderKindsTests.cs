using System.Globalization;
using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>Trailing stops, icebergs, edits and amendments, as clients send and see them.</summary>
public class OrderKindsTests
{
    [Fact]
    public async Task A_trailing_stop_is_shown_with_its_distance_its_trigger_and_the_price_it_follows()
    {
        await using var rig = await Rig.StartAsync();
        var last = rig.LastPrice();
        var id = await rig.OrderAsync("type=buy&ordertype=trailing-stop&price=%2B50%25&volume=0.01&trigger=index");

        var order = (await rig.ResultAsync("OpenOrders")).GetProperty("open").GetProperty(id);

        // the form of a recording of 2024
        order.GetProperty("descr").GetProperty("price").GetString().Should().Be("+50.0000%");
        order.GetProperty("descr").GetProperty("order").GetString().Should().Be(
            "buy 0.01000000 XBTUSD @ trailing stop +50.0000%");
        Number(order, "limitprice").Should().Be(last);
        Number(order, "stopprice").Should().Be(Math.Round(last * 1.5m * 10) / 10);
        order.GetProperty("trigger").GetString().Should().Be("index");
    }

    [Theory]
    [InlineData("type=sell&ordertype=trailing-stop&price=50000&volume=0.01", "EOrder:Invalid price")]
    [InlineData("type=sell&ordertype=trailing-stop&price=-5%25&volume=0.01", "EOrder:Invalid price")]
    [InlineData("type=sell&ordertype=trailing-stop&volume=0.01", "EGeneral:Invalid arguments:price")]
    [InlineData("type=sell&ordertype=trailing-stop-limit&price=%2B5%25&volume=0.01", "EGeneral:Invalid arguments:price2")]
    [InlineData("type=sell&ordertype=trailing-stop-limit&price=%2B5%25&price2=9000&volume=0.01", "EOrder:Invalid price")]
    [InlineData("type=sell&ordertype=iceberg&price=900000&volume=0.1", "EGeneral:Invalid arguments:displayvol")]
    [InlineData("type=sell&ordertype=iceberg&price=900000&volume=0.1&displayvol=0.006", "EGeneral:Invalid arguments:displayvol")]
    public async Task A_distance_or_a_part_that_makes_no_sense_is_refused(string form, string error)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&" + form)).Should().Be(error);
    }

    [Fact]
    public async Task By_socket_a_trailing_stop_says_what_its_numbers_mean()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var (last, token) = (rig.LastPrice(), await rig.TokenAsync());

        var answer = await socket.AskAsync(
            $$$"""{"method":"add_order","params":{"token":"{{{token}}}","symbol":"BTC/USD","side":"sell","order_type":"trailing-stop-limit","order_qty":0.01,"triggers":{"price":10,"price_type":"pct"},"limit_price":-5.5}}""");

        answer.GetProperty("success").GetBoolean().Should().BeTrue(answer.ToString());
        var order = rig.Kraken.Record().Orders[0];
        order.TriggerPrice.Should().Be(Math.Round(last * 0.9m * 10) / 10);
        order.LimitPrice.Should().Be(order.TriggerPrice - 5.5m);
    }

    [Fact]
    public async Task The_trigger_of_a_trailing_stop_is_told_whenever_it_moves()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions"));
        var id = await rig.OrderAsync("type=sell&ordertype=trailing-stop&price=%2B20%25&volume=0.01");
        var before = rig.Kraken.Record().Orders[0].TriggerPrice;

        rig.Time.Advance(TimeSpan.FromHours(2));
        var moved = await socket.FindAsync(message => message.TryGetProperty("data", out var data)
            && data.GetArrayLength() > 0 && data[0].TryGetProperty("exec_type", out var type) && type.GetString() == "status");

        var triggers = moved.GetProperty("data")[0].GetProperty("triggers");
        moved.GetProperty("data")[0].GetProperty("order_id").GetString().Should().Be(id);
        triggers.GetProperty("actual_price").GetDecimal().Should().BeGreaterThan(before!.Value);
        (triggers.GetProperty("price").GetDecimal(), triggers.GetProperty("price_type").GetString()).Should().Be((20m, "pct"));
    }

    [Fact]
    public async Task An_iceberg_shows_a_part_to_everybody_and_all_to_its_owner()
    {
        await using var rig = await Rig.StartAsync();
        var price = rig.Price(0.999m);
        var before = await BidAsync(rig, price);
        var id = await rig.OrderAsync($"type=buy&ordertype=iceberg&price={price}&volume=0.3&displayvol=0.1");

        (await BidAsync(rig, price)).Should().Be(before + 0.1m);
        var order = (await rig.ResultAsync("OpenOrders")).GetProperty("open").GetProperty(id);
        order.GetProperty("vol").GetString().Should().Be("0.30000000");
        order.GetProperty("descr").GetProperty("ordertype").GetString().Should().Be("iceberg");
    }

    [Fact]
    public async Task An_edit_by_socket_makes_a_new_order_and_names_the_old_one()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var (old, token) = (await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01"), await rig.TokenAsync());

        var checkedOnly = await socket.AskAsync(Edit(token, old, ""","order_qty":0.02,"validate":true"""));
        rig.Kraken.Record().Orders.Should().ContainSingle();
        var answer = await socket.AskAsync(Edit(token, old, ""","order_qty":0.02,"limit_price":1001.5"""));

        checkedOnly.GetProperty("result").GetProperty("order_id").GetString().Should().BeEmpty();
        var orders = rig.Kraken.Record().Orders;
        answer.GetProperty("result").EnumerateObject().Select(field => (field.Name, field.Value.GetString())).Should().Equal(
            ("order_id", orders[1].Id), ("original_order_id", old));
        (orders[0].Reason, orders[1].Volume, orders[1].LimitPrice).Should().Be(("Order replaced", 0.02m, 1001.5m));
        (await socket.AskAsync(Edit(token, old, ""","order_qty":0.02"""))).GetProperty("error").GetString().Should().Be(
            "EOrder:Unknown order");
    }

    [Theory]
    [InlineData("type=sell&ordertype=trailing-stop&price=%2B5%25&volume=0.01", "pair=XBTUSD&volume=0.02", "EGeneral:Invalid arguments:txid")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.01&close[ordertype]=limit&close[price]=90000", "pair=XBTUSD&volume=0.02", "EGeneral:Invalid arguments:txid")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.01", "pair=XBTUSD&price=1000.05", "EOrder:Tick size check failed")]
    public async Task What_cannot_be_edited_stays_as_it_was(string order, string edit, string error)
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync(order);

        (await rig.ErrorAsync("EditOrder", $"txid={id}&{edit}")).Should().Be(error);

        rig.Kraken.Record().Orders.Should().ContainSingle(known => !known.IsOver);
    }

    [Fact]
    public async Task The_amendments_of_an_order_are_told_from_what_it_came_with()
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01");
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        var amend = (await rig.ResultAsync("AmendOrder", $"txid={id}&limit_price=1001&order_qty=0.02"))
            .GetProperty("amend_id").GetString();

        var told = await rig.ResultAsync("OrderAmends", $"order_id={id}");

        told.GetProperty("count").GetInt32().Should().Be(2);
        var rows = told.GetProperty("amends").EnumerateArray().ToList();
        rows.Select(row => (row.GetProperty("amend_type").GetString(), row.GetProperty("limit_price").GetString(), row.GetProperty("order_qty").GetString()))
            .Should().Equal(("original", "1000.0", "0.01000000"), ("user", "1001.0", "0.02000000"));
        rows[1].GetProperty("amend_id").GetString().Should().Be(amend);
        (rows[1].GetProperty("timestamp").GetInt64() - rows[0].GetProperty("timestamp").GetInt64()).Should().BeInRange(
            5_000_000_000, 6_000_000_000);
        (await rig.ErrorAsync("OrderAmends", "order_id=OAAAAA-BBBBB-CCCCCC")).Should().Be("EOrder:Invalid order");
    }

    [Theory]
    [InlineData("public", "GroupedBook")]
    [InlineData("public", "PreTrade")]
    [InlineData("private", "CreditLines")]
    [InlineData("private", "Earn/Strategies")]
    [InlineData("private", "Earn/Allocate/Status")]
    public async Task What_is_not_here_is_answered_as_Kraken_answers_an_unknown_method(string area, string method)
    {
        await using var rig = await Rig.StartAsync();

        var answer = area == "public" ? await rig.PublicAsync(method) : await rig.PrivateAsync(method);

        answer.GetProperty("error")[0].GetString().Should().Be("EGeneral:Unknown method");
    }

    private static string Edit(string token, string id, string more) =>
        $$$"""{"method":"edit_order","params":{"token":"{{{token}}}","symbol":"BTC/USD","order_id":"{{{id}}}"{{{more}}}}}""";

    private static async Task<decimal> BidAsync(Rig rig, string price)
    {
        var book = (await rig.PublicAsync("Depth?pair=XBTUSD&count=500")).GetProperty("result").GetProperty("XXBTZUSD");
        var wanted = decimal.Parse(price, CultureInfo.InvariantCulture);
        return book.GetProperty("bids").EnumerateArray()
            .Where(row => decimal.Parse(row[0].GetString()!, CultureInfo.InvariantCulture) == wanted)
            .Sum(row => decimal.Parse(row[1].GetString()!, CultureInfo.InvariantCulture));
    }

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
