using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>
/// Shapes as they were recorded in 2024 to 2026, where Kraken's documentation says less: which fields a row has, and
/// which it has not.
/// </summary>
public class RecordedShapeTests
{
    [Theory]
    [InlineData("", "0", false)]
    [InlineData("&userref=5", "5", false)]
    [InlineData("&cl_ord_id=mine", "null", true)]
    public async Task An_orders_number_is_null_beside_a_clients_id(string name, string reference, bool hasId)
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01" + name);

        var order = (await rig.ResultAsync("OpenOrders")).GetProperty("open").GetProperty(id);

        order.GetProperty("userref").GetRawText().Should().Be(reference);
        order.TryGetProperty("cl_ord_id", out _).Should().Be(hasId);
        order.GetProperty("time_in_force").GetString().Should().Be("gtc");
        order.GetProperty("descr").GetProperty("aclass").GetString().Should().Be("forex");
        order.GetProperty("refid").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_rows_of_an_orders_life_have_what_was_recorded_and_nothing_else()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await SubscribedAsync(rig, "");
        var id = await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01&cl_ord_id=mine");
        await rig.ResultAsync("AmendOrder", $"txid={id}&limit_price=1001");
        await rig.ResultAsync("CancelOrder", $"txid={id}");

        var rows = await RowsAsync(socket, 4);

        Names(rows[0]).Should().BeEquivalentTo(
            "order_id", "symbol", "order_qty", "cum_cost", "time_in_force", "exec_type", "side", "order_type", "cl_ord_id",
            "limit_price_type", "limit_price", "stop_price", "order_status", "fee_usd_equiv", "fee_ccy_pref", "timestamp");
        Names(rows[1]).Should().BeEquivalentTo("timestamp", "order_status", "exec_type", "cl_ord_id", "order_id");
        Names(rows[2]).Should().BeEquivalentTo(
            "timestamp", "exec_type", "order_status", "cum_qty", "reason", "amended", "order_qty", "limit_price",
            "limit_price_type", "cl_ord_id", "order_id");
        Names(rows[3]).Should().BeEquivalentTo(
            "timestamp", "order_status", "exec_type", "cum_qty", "cum_cost", "fee_usd_equiv", "avg_price", "cl_ord_id",
            "cancel_reason", "reason", "order_id");
        rows[2].GetProperty("amended").GetBoolean().Should().BeTrue();
        rows[2].GetProperty("reason").GetString().Should().Be("User requested");
        (rows[3].GetProperty("reason").GetString(), rows[3].GetProperty("cancel_reason").GetString()).Should().Be(
            ("User requested", "User requested"));
    }

    [Fact]
    public async Task A_fill_tells_the_totals_and_in_a_snapshot_neither_them_nor_the_clients_id()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await SubscribedAsync(rig, "");
        await rig.OrderAsync("type=buy&ordertype=market&volume=0.01&cl_ord_id=mine");
        var rows = await RowsAsync(socket, 4);
        await using var later = await rig.PrivateSocketAsync();
        await later.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions", ""","snap_trades":true"""));
        var fill = (await later.ChannelAsync("executions")).GetProperty("data")[0];

        rows[2].GetProperty("cum_qty").GetDecimal().Should().Be(0.01m);
        Names(rows[3]).Should().Contain(["cum_qty", "cum_cost", "avg_price"]).And.NotContain("reason");
        Names(fill).Should().Contain(["order_id", "exec_id", "last_qty"])
            .And.NotContain(["cl_ord_id", "cum_qty", "cum_cost"]);
    }

    [Fact]
    public async Task A_snapshot_says_of_each_open_order_whether_it_was_amended_and_what_is_filled()
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01");
        await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01");
        await rig.ResultAsync("AmendOrder", $"txid={id}&order_qty=0.02");
        await using var socket = await rig.PrivateSocketAsync();

        await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions"));
        var rows = (await socket.ChannelAsync("executions")).GetProperty("data").EnumerateArray().ToList();

        rows.Select(row => row.GetProperty("amended").GetBoolean()).Should().Equal(true, false);
        rows.Should().OnlyContain(row => row.GetProperty("cum_qty").GetDecimal() == 0);
    }

    [Fact]
    public async Task An_answer_repeats_the_name_that_the_request_gave_and_only_that()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var token = await rig.TokenAsync();
        const string order = "type=buy&ordertype=limit&price=1000&volume=0.01&cl_ord_id=";
        var (first, second) = (await rig.OrderAsync(order + "a"), await rig.OrderAsync(order + "b"));

        var byId = await Result(socket, "amend_order", token, $"\"order_id\":\"{first}\",\"order_qty\":0.02");
        var byOwn = await Result(socket, "amend_order", token, "\"cl_ord_id\":\"b\",\"order_qty\":0.02");
        var cancelById = await Result(socket, "cancel_order", token, $"\"order_id\":[\"{first}\"]");
        var cancelByOwn = await Result(socket, "cancel_order", token, "\"cl_ord_id\":[\"b\"]");

        Names(byId).Should().BeEquivalentTo("amend_id", "order_id");
        Names(byOwn).Should().BeEquivalentTo("amend_id", "cl_ord_id");
        Names(cancelById).Should().BeEquivalentTo("order_id");
        Names(cancelByOwn).Should().BeEquivalentTo("cl_ord_id");
        rig.Kraken.Record().Orders.Should().OnlyContain(known => known.IsOver && known.Volume == 0.02m);
        second.Should().NotBe(first);
    }

    [Theory]
    [InlineData("nonsense", "Malformed request")]
    [InlineData("[1,2]", "Method(s) not found")]
    [InlineData("""{"method":5}""", "Method(s) not found")]
    [InlineData("""{"params":{}}""", "Method(s) not found")]
    public async Task What_is_no_request_is_answered_under_the_method_error(string message, string error)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();

        var answer = await socket.AskAsync(message);

        answer.GetProperty("method").GetString().Should().Be("error");
        (answer.GetProperty("error").GetString(), answer.GetProperty("success").GetBoolean()).Should().Be((error, false));
    }

    private static async Task<JsonElement> Result(TestSocket socket, string method, string token, string more)
    {
        var answer = await socket.AskAsync(
            $$$"""{"method":"{{{method}}}","params":{"token":"{{{token}}}",{{{more}}}}}""");
        answer.GetProperty("success").GetBoolean().Should().BeTrue(answer.ToString());
        return answer.GetProperty("result");
    }

    private static async Task<TestSocket> SubscribedAsync(Rig rig, string more)
    {
        var socket = await rig.PrivateSocketAsync();
        await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions", more));
        await socket.ChannelAsync("executions");
        return socket;
    }

    private static async Task<List<JsonElement>> RowsAsync(TestSocket socket, int count)
    {
        var rows = new List<JsonElement>();
        while (rows.Count < count)
            rows.AddRange((await socket.ChannelAsync("executions")).GetProperty("data").EnumerateArray());
        return rows;
    }

    private static IEnumerable<string> Names(JsonElement row) => row.EnumerateObject().Select(field => field.Name);
}
