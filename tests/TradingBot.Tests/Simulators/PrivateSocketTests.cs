using System.Text.Json;

namespace TradingBot.Tests.Simulators;

public class PrivateSocketTests
{
    [Fact]
    public async Task A_market_order_tells_its_whole_life_in_krakens_sequence()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await SubscribedAsync(rig, "executions", ""","ratecounter":true""");

        await socket.SendAsync(
            Add(await rig.TokenAsync(), ""","order_type":"market","order_qty":0.01,"cl_ord_id":"mine1" """));
        var rows = await RowsUntilAsync(socket, "filled"); // a market order's events may come before its answer
        var added = await socket.ReplyAsync();

        added.GetProperty("success").GetBoolean().Should().BeTrue(added.ToString());
        rows.Select(row => row.GetProperty("exec_type").GetString()).Should().Equal(
            "pending_new", "new", "trade", "filled");
        rows.Should().OnlyContain(row => row.GetProperty("order_id").GetString() == added.GetProperty("result").GetProperty("order_id").GetString());
        rows.Should().OnlyContain(row => row.GetProperty("cl_ord_id").GetString() == "mine1");
        rows[0].GetProperty("order_qty").GetRawText().Should().Be("0.01000000");
        rows[1].TryGetProperty("symbol", out _).Should().BeFalse("only the first says everything");
        rows[2].GetProperty("order_status").GetString().Should().Be("partially_filled");
        var fill = rig.Kraken.Record().Fills[0];
        (rows[2].GetProperty("exec_id").GetString(), rows[2].GetProperty("last_price").GetDecimal()).Should().Be(
            (fill.Id, fill.Price));
        rows[2].GetProperty("fees")[0].GetProperty("qty").GetDecimal().Should().Be(fill.Fee);
        rows[3].GetProperty("cum_qty").GetDecimal().Should().Be(0.01m);
        rows[3].GetProperty("ratecount").GetDouble().Should().Be(1);
    }

    [Fact]
    public async Task Sequences_count_from_one_without_a_gap()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await SubscribedAsync(rig, "executions");
        var token = await rig.TokenAsync();

        for (var i = 0; i < 5; i++)
            await socket.SendAsync(Add(token, ""","order_type":"market","order_qty":0.01"""));
        var sequences = new List<long>();
        while (sequences.Count < 20)
            sequences.Add((await socket.ChannelAsync("executions")).GetProperty("sequence").GetInt64());

        sequences.Should().Equal(Enumerable.Range(2, 20).Select(i => (long)i), "the snapshot was number 1");
    }

    [Fact]
    public async Task Open_orders_and_fills_are_in_the_snapshot_when_asked_for()
    {
        await using var rig = await Rig.StartAsync();
        var open = await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.9m)}&volume=0.1&userref=5");
        await rig.OrderAsync("type=buy&ordertype=market&volume=0.1");
        await using var socket = await rig.PrivateSocketAsync();

        await socket.SendAsync(
            TestSocket.Subscription(
                await rig.TokenAsync(), "executions", ""","snap_orders":true,"snap_trades":true"""));
        var rows = (await socket.ChannelAsync("executions")).GetProperty("data").EnumerateArray().ToList();

        rows[0].GetProperty("order_id").GetString().Should().Be(open);
        rows[0].GetProperty("order_userref").GetInt32().Should().Be(5);
        rows[0].GetProperty("limit_price_type").GetString().Should().Be("static");
        rows.Skip(1).Select(row => row.GetProperty("exec_id").GetString()).Should().Equal(
            rig.Kraken.Record().Fills.Select(fill => fill.Id));
    }

    [Fact]
    public async Task Balances_tell_a_ledger_row_for_each_side_of_a_fill()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await SubscribedAsync(rig, "balances");

        await rig.OrderAsync("type=sell&ordertype=market&volume=0.01");
        var rows = (await socket.ChannelAsync("balances")).GetProperty("data").EnumerateArray().ToList();
        var fill = rig.Kraken.Record().Fills[0];

        rows.Select(row => (row.GetProperty("asset").GetString(), row.GetProperty("amount").GetDecimal(), row.GetProperty("fee").GetDecimal()))
            .Should().Equal(("BTC", -0.01m, 0), ("USD", fill.Cost, fill.Fee));
        rows[1].GetProperty("balance").GetDecimal().Should().Be(100_000 + fill.Cost - fill.Fee);
        rows[1].GetProperty("ref_id").GetString().Should().Be(fill.Id);
    }

    [Theory]
    [InlineData(""","order_type":"limit","order_qty":0.01,"limit_price":"5000" """, "Limit_price field must be a number_float")]
    [InlineData(""","order_type":"limit","order_qty":"0.01","limit_price":5000""", "Order_qty field must be a number_float")]
    [InlineData(""","order_type":"limit","order_qty":0.01""", "EOrder:Invalid price")]
    [InlineData(""","order_type":"market","order_qty":5000""", "EOrder:Insufficient funds")]
    [InlineData(""","order_type":"limit","order_qty":0.01,"limit_price":99999,"post_only":true""", "EOrder:Post only order")]
    [InlineData(""","order_type":"wish","order_qty":0.01""", "EGeneral:Invalid arguments:order_type")]
    public async Task A_wrong_order_is_refused_with_a_text(string order, string error)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();

        var answer = await socket.AskAsync(Add(await rig.TokenAsync(), order));

        answer.GetProperty("error").GetString().Should().Be(error);
        answer.GetProperty("success").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_token_lives_fifteen_minutes_and_on_while_its_connection_uses_it()
    {
        await using var rig = await Rig.StartAsync();
        await using var user = await rig.PrivateSocketAsync();
        var token = await rig.TokenAsync();
        await user.AskAsync(TestSocket.Subscription(token, "executions"));

        rig.Time.Advance(TimeSpan.FromMinutes(16));
        await using var other = await rig.PrivateSocketAsync();

        var refused = await other.AskAsync(TestSocket.Subscription(token, "executions"));
        refused.GetProperty("error").GetString().Should().Be(
            "ESession:Invalid session");
        (await user.AskAsync(Add(token, ""","order_type":"market","order_qty":0.01"""))).GetProperty("success").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Orders_are_amended_and_cancelled_with_an_answer_for_each()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var token = await rig.TokenAsync();
        var limit = $$""","order_type":"limit","order_qty":0.1,"limit_price":{{rig.Price(0.9m)}}""";
        var added = await socket.AskAsync(Add(token, limit));
        var first = added.GetProperty("result").GetProperty("order_id").GetString();
        await socket.AskAsync(Add(token, limit + ""","cl_ord_id":"second" """));

        var amended = await socket.AskAsync(
            $$$"""{"method":"amend_order","params":{"token":"{{{token}}}","order_id":"{{{first}}}","order_qty":0.2}}""");
        await socket.SendAsync(
            $$$"""{"method":"cancel_order","params":{"token":"{{{token}}}","order_id":["{{{first}}}","OAAAAA-BBBBB-CCCCCC"],"cl_ord_id":["second"]}}""");
        JsonElement[] answers = [await socket.ReplyAsync(), await socket.ReplyAsync(), await socket.ReplyAsync()];

        amended.GetProperty("result").GetProperty("amend_id").GetString().Should().StartWith("T");
        answers.Select(answer => answer.GetProperty("success").GetBoolean()).Should().Equal(true, false, true);
        rig.Kraken.Record().Orders.Should().OnlyContain(order => order.IsOver);
    }

    [Fact]
    public async Task A_batch_is_answered_row_by_row_and_all_orders_end_at_once()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var token = await rig.TokenAsync();
        var row = $$"""{"order_type":"limit","side":"buy","order_qty":0.1,"limit_price":{{rig.Price(0.9m)}}}""";

        var added = await socket.AskAsync(
            $$$"""{"method":"batch_add","params":{"token":"{{{token}}}","symbol":"BTC/USD","orders":[{{{row}}},{{{row}}}]}}""");
        var cancelled = await socket.AskAsync($$$"""{"method":"cancel_all","params":{"token":"{{{token}}}"}}""");

        added.GetProperty("result").GetArrayLength().Should().Be(2);
        cancelled.GetProperty("result").GetProperty("count").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task A_client_with_one_address_for_everything_is_served_unless_the_sockets_are_separate()
    {
        await using var rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        await using var socket = await rig.PublicSocketAsync();

        var mine = await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions"));
        var market = await socket.AskAsync("""{"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD"]}}""");
        var beat = await socket.AskAsync("""{"method":"subscribe","params":{"channel":"heartbeat"}}""");

        new[] { mine, market, beat }.Should().OnlyContain(answer => answer.GetProperty("success").GetBoolean());
    }

    private static async Task<TestSocket> SubscribedAsync(Rig rig, string channel, string more = "")
    {
        var socket = await rig.PrivateSocketAsync();
        var answer = await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), channel, more));
        answer.GetProperty("success").GetBoolean().Should().BeTrue();
        (await socket.ChannelAsync(channel)).GetProperty("type").GetString().Should().Be("snapshot");
        return socket;
    }

    private static async Task<List<JsonElement>> RowsUntilAsync(TestSocket socket, string last)
    {
        var rows = new List<JsonElement>();
        while (rows.Count == 0 || rows[^1].GetProperty("exec_type").GetString() != last)
            rows.AddRange((await socket.ChannelAsync("executions")).GetProperty("data").EnumerateArray());
        return rows;
    }

    private static string Add(string token, string more) =>
        $$$"""{"method":"add_order","params":{"token":"{{{token}}}","symbol":"BTC/USD","side":"buy"{{{more}}}},"req_id":1}""";
}
