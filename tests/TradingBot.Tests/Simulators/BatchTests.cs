using System.Text.Json;
using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Tests.Simulators;

/// <summary>
/// A batch is checked as a whole before any of its orders goes to the engine; only what the engine finds hits a single
/// row.
/// </summary>
public class BatchTests
{
    private const string Good = "type=buy&ordertype=limit&price=1000&volume=0.01";

    [Theory]
    [InlineData("type=buy&ordertype=limit&price=1000.05&volume=0.01", "EOrder:Tick size check failed")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.00001", "EGeneral:Invalid arguments:volume minimum not met")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.0001", "EOrder:Cost minimum not met")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.000000001", "EGeneral:Invalid arguments:volume")]
    [InlineData("type=buy&ordertype=limit&volume=0.01", "EGeneral:Invalid arguments:price")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.01&timeinforce=GTD", "EGeneral:Invalid arguments:expiretm")]
    [InlineData("type=buy&ordertype=iceberg&price=1000&volume=0.01", "EGeneral:Invalid arguments:displayvol")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.01&stptype=bogus", "EGeneral:Invalid arguments:stptype")]
    public async Task One_row_that_is_wrong_by_itself_refuses_the_whole_batch(string bad, string error)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.ErrorAsync("AddOrderBatch", Batch(Good, bad))).Should().Be(error);
        (await rig.ErrorAsync("AddOrderBatch", Batch(bad, Good))).Should().Be(error);
        (await rig.ErrorAsync("AddOrderBatch", Batch(Good, Good, bad) + "&validate=true")).Should().Be(error);

        rig.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Theory]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=1000", "EOrder:Insufficient funds")]
    [InlineData("type=buy&ordertype=limit&price=99999&volume=0.01&oflags=post", "EOrder:Post only order")]
    public async Task A_row_that_the_engine_refuses_leaves_the_others_where_they_are(string bad, string error)
    {
        await using var rig = await Rig.StartAsync();

        var rows = (await rig.ResultAsync("AddOrderBatch", Batch(Good, bad, Good))).GetProperty("orders");

        rows[0].GetProperty("txid").GetString().Should().StartWith("O");
        rows[1].GetProperty("error").GetString().Should().Be(error);
        rows[2].GetProperty("txid").GetString().Should().StartWith("O");
        rig.Kraken.Record().Orders.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_client_id_twice_in_a_batch_is_in_use_for_the_second_row_only()
    {
        await using var rig = await Rig.StartAsync();
        const string mine = Good + "&cl_ord_id=mine";

        var rows = (await rig.ResultAsync("AddOrderBatch", Batch(mine, mine))).GetProperty("orders");

        rows[0].TryGetProperty("txid", out _).Should().BeTrue();
        rows[1].GetProperty("error").GetString().Should().Be("EGeneral:Invalid arguments:cl_ord_id not unique");
    }

    [Fact]
    public async Task By_socket_too_one_wrong_row_refuses_all_and_the_engine_only_single_ones()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var token = await rig.TokenAsync();
        const string good = """{"order_type":"limit","side":"buy","order_qty":0.01,"limit_price":1000}""";
        const string fine = """{"order_type":"limit","side":"buy","order_qty":0.01,"limit_price":1000.05}""";
        const string dear = """{"order_type":"limit","side":"buy","order_qty":1000,"limit_price":1000}""";

        var refused = await socket.AskAsync(BatchMessage(token, good, fine));
        rig.Kraken.Record().Orders.Should().BeEmpty();
        var taken = await socket.AskAsync(BatchMessage(token, good, dear));

        (refused.GetProperty("success").GetBoolean(), refused.GetProperty("error").GetString()).Should().Be(
            (false, "EOrder:Tick size check failed"));
        taken.GetProperty("success").GetBoolean().Should().BeTrue();
        taken.GetProperty("result")[1].GetProperty("error").GetString().Should().Be("EOrder:Insufficient funds");
        rig.Kraken.Record().Orders.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 2.5)]
    [InlineData(15, 7.5)]
    public async Task A_batch_costs_half_of_its_orders_on_either_way(int count, double cost)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var token = await rig.TokenAsync();
        await socket.AskAsync(TestSocket.Subscription(token, "executions", ""","ratecounter":true"""));

        await rig.ResultAsync("AddOrderBatch", Batch([.. Enumerable.Repeat(Good, count)]));
        (await LastCountAsync(socket, count)).Should().Be(cost);
        const string row = """{"order_type":"limit","side":"buy","order_qty":0.01,"limit_price":1000}""";
        await socket.SendAsync(BatchMessage(token, [.. Enumerable.Repeat(row, count)]));
        (await LastCountAsync(socket, count)).Should().Be(2 * cost);
    }

    [Fact]
    public async Task What_fails_validation_is_counted_and_what_is_only_validated_is_not()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Tier = TradingBot.Simulators.Kraken.Accounts.AccountTier.Starter });
        var wrong = Batch([.. Enumerable.Repeat(Good, 14), "type=buy&ordertype=limit&price=1000.05&volume=0.01"]);

        for (var i = 0; i < 20; i++)
            await rig.ErrorAsync("AddOrderBatch", wrong + "&validate=true");
        for (var i = 0; i < 8; i++) // 8 times 7.5 are the 60 of a starter
            (await rig.ErrorAsync("AddOrderBatch", wrong)).Should().Be("EOrder:Tick size check failed");

        (await rig.ErrorAsync("AddOrderBatch", wrong)).Should().Be("EOrder:Rate limit exceeded");
        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&" + Good)).Should().Be("EOrder:Rate limit exceeded");
    }

    [Theory]
    [InlineData(ExchangeStatus.Maintenance, "EService:Unavailable")]
    [InlineData(ExchangeStatus.CancelOnly, "EService:Market in cancel_only mode")]
    public async Task Where_nothing_is_taken_the_whole_batch_is_refused(ExchangeStatus status, string error)
    {
        await using var rig = await Rig.StartAsync();
        rig.Kraken.SetStatus(status);

        (await rig.ErrorAsync("AddOrderBatch", Batch(Good, Good))).Should().Be(error);
    }

    [Fact]
    public async Task A_batch_of_cancels_that_costs_too_much_cancels_none()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Tier = TradingBot.Simulators.Kraken.Accounts.AccountTier.Starter });
        var rows = (await rig.ResultAsync("AddOrderBatch", Batch([.. Enumerable.Repeat(Good, 8)]))).GetProperty("orders");
        var ids = string.Join(',', rows.EnumerateArray().Select(row => row.GetProperty("txid").GetString()));

        // eight young orders cost 64, the counter holds 60
        (await rig.ErrorAsync("CancelOrderBatch", $"orders={ids}")).Should().Be("EOrder:Rate limit exceeded");
        rig.Kraken.Record().Orders.Should().OnlyContain(order => !order.IsOver);
        rig.Time.Advance(TimeSpan.FromSeconds(16));

        (await rig.ResultAsync("CancelOrderBatch", $"orders={ids}")).GetProperty("count").GetInt32().Should().Be(8);
    }

    private static async Task<double> LastCountAsync(TestSocket socket, int orders)
    {
        JsonElement row = default;
        for (var seen = 0; seen < orders;)
        {
            row = (await socket.ChannelAsync("executions")).GetProperty("data").EnumerateArray().LastOrDefault();
            if (row.ValueKind == JsonValueKind.Object && row.GetProperty("exec_type").GetString() == "new")
                seen++;
        }

        return row.GetProperty("ratecount").GetDouble();
    }

    private static string Batch(params string[] rows) => "pair=XBTUSD&" + string.Join('&', rows.SelectMany(
        (row, i) => row.Split('&').Select(field => $"orders[{i}][{field.Replace("=", "]=", StringComparison.Ordinal)}")));

    private static string BatchMessage(string token, params string[] rows) =>
        $$$"""{"method":"batch_add","params":{"token":"{{{token}}}","symbol":"BTC/USD","orders":[{{{string.Join(',', rows)}}}]}}""";
}
