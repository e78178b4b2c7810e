using System.Globalization;
using System.Net;
using System.Text.Json;

namespace TradingBot.Tests.Simulators;

public class LedgerTests
{
    [Fact]
    public async Task A_fill_writes_an_entry_for_each_side_as_kraken_prints_them()
    {
        await using var rig = await Rig.StartAsync();
        await rig.OrderAsync("type=buy&ordertype=market&volume=0.01");
        var fill = rig.Kraken.Record().Fills.Single();

        var entries = await EntriesAsync(rig, "type=trade");

        entries.Should().HaveCount(2).And.OnlyContain(entry => entry.GetProperty("refid").GetString() == fill.Id);
        entries[0].EnumerateObject().Select(field => field.Name).Should().Equal(
            "refid", "time", "type", "subtype", "aclass", "asset", "amount", "fee", "balance");
        entries[0].GetProperty("time").ValueKind.Should().Be(JsonValueKind.Number);
        entries.Select(entry => Text(entry, "asset")).Should().Equal(["ZUSD", "XXBT"], "the newest comes first");
        Text(entries[1], "amount").Should().Be("0.0100000000");
        (Amount(entries[0], "amount"), Amount(entries[0], "fee")).Should().Be((-fill.Cost, fill.Fee));
    }

    [Theory]
    [InlineData("buy")]
    [InlineData("sell")]
    public async Task A_fee_in_base_is_on_the_entry_of_the_base(string side)
    {
        await using var rig = await Rig.StartAsync();
        await rig.OrderAsync($"type={side}&ordertype=market&volume=0.01&oflags=fcib");

        var entries = await EntriesAsync(rig, "type=trade");

        Amount(entries[0], "fee").Should().Be(0);
        Amount(entries[1], "fee").Should().Be(rig.Kraken.Record().Fills.Single().BaseFee).And.BePositive();
    }

    [Fact]
    public async Task The_entries_of_an_asset_add_up_to_its_balance_and_each_tells_the_sum_until_then()
    {
        await using var rig = await Rig.StartAsync();
        for (var i = 1; i <= 20; i++)
            await rig.OrderAsync($"type={(i % 3 == 0 ? "sell" : "buy")}&ordertype=market&volume=0.0{i}&oflags=fci{(i % 2 == 0 ? 'b' : 'q')}");
        await ChangeAsync(rig, "ZUSD", "-12.5");
        await ChangeAsync(rig, "XBT", "0.25");

        var balances = await rig.ResultAsync("Balance");
        foreach (var asset in new[] { "ZUSD", "XXBT" })
        {
            var sum = 0m;
            foreach (var entry in Enumerable.Reverse(await EntriesAsync(rig, $"asset={asset}")))
            {
                sum += Amount(entry, "amount") - Amount(entry, "fee");
                Amount(entry, "balance").Should().Be(sum);
            }

            sum.Should().Be(Amount(balances, asset));
        }
    }

    [Fact]
    public async Task Fifty_come_at_a_time_with_the_count_of_all_and_ids_and_times_are_borders()
    {
        await using var rig = await Rig.StartAsync(options => options with { EnforcesRateLimits = false });
        for (var i = 0; i < 30; i++)
        {
            await rig.OrderAsync("type=buy&ordertype=market&volume=0.001");
            rig.Time.Advance(TimeSpan.FromSeconds(10));
        }

        var first = await rig.ResultAsync("Ledgers", "type=trade");
        var second = await rig.ResultAsync("Ledgers", "type=trade&ofs=50&without_count=true");
        var ids = Ids(first).Concat(Ids(second)).ToList();

        first.GetProperty("count").GetInt32().Should().Be(60);
        second.TryGetProperty("count", out _).Should().BeFalse();
        ids.Should().HaveCount(60).And.OnlyHaveUniqueItems();
        Ids(await rig.ResultAsync("Ledgers", $"start={ids[5]}&end={ids[2]}")).Should().Equal(ids[2..5], "the start is excluded");
        var time = (await rig.ResultAsync("QueryLedgers", $"id={ids[4]}")).GetProperty(ids[4]).GetProperty("time").GetRawText();
        Ids(await rig.ResultAsync("Ledgers", $"start={time}")).Should().Equal(ids[..4]);
        Ids(await rig.ResultAsync("Ledgers", $"type=trade&end={time}"))[0].Should().Be(ids[4]);
    }

    [Theory]
    [InlineData("Ledgers", "type=gift", "EGeneral:Invalid arguments:type")]
    [InlineData("Ledgers", "asset=ZZZ", "EQuery:Unknown asset")]
    [InlineData("Ledgers", "start=soon", "EGeneral:Invalid arguments:start")]
    [InlineData("QueryLedgers", "", "EGeneral:Invalid arguments:id")]
    public async Task A_wrong_question_is_refused(string method, string form, string error)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.ErrorAsync(method, form)).Should().Be(error);
    }

    [Theory]
    [InlineData("-50.5", "withdrawal", "99949.5000")]
    [InlineData("0.0001", "deposit", "100000.0001")]
    public async Task What_others_take_or_bring_is_in_the_ledger_the_balance_and_on_the_channel(
        string amount, string kind, string balance)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        await socket.SendAsync(
            $$$"""{"method":"subscribe","params":{"channel":"balances","token":"{{{await rig.TokenAsync()}}}"}}""");
        await socket.ChannelAsync("balances");

        (await ChangeAsync(rig, "ZUSD", amount)).Should().Be(HttpStatusCode.OK);

        var row = (await socket.ChannelAsync("balances")).GetProperty("data")[0];
        var entry = (await EntriesAsync(rig, $"type={kind}"))[0];
        (Text(row, "type"), row.GetProperty("balance").GetRawText()).Should().Be((kind, balance));
        (Text(entry, "type"), Text(entry, "refid")).Should().Be((kind, Text(row, "ref_id")));
        Text(await rig.ResultAsync("Balance"), "ZUSD").Should().Be(balance);
    }

    [Theory]
    [InlineData("ZUSD", "-100000.0001")]
    [InlineData("ZUSD", "0")]
    [InlineData("ZZZ", "1")]
    public async Task A_change_that_cannot_be_is_refused(string asset, string amount)
    {
        await using var rig = await Rig.StartAsync();

        (await ChangeAsync(rig, asset, amount)).Should().Be(HttpStatusCode.BadRequest);

        (await rig.ResultAsync("Ledgers")).GetProperty("count").GetInt32().Should().Be(3, "of the start");
    }

    [Fact]
    public async Task Another_client_of_the_account_can_trade()
    {
        await using var rig = await Rig.StartAsync();
        const string order = """{"pair":"XBTUSD","type":"buy","ordertype":"market","volume":"0.01"}""";

        (await PostAsync(rig, "order", order)).Should().Be(HttpStatusCode.OK);
        (await PostAsync(rig, "order", order.Replace("0.01", "9000", StringComparison.Ordinal))).Should().Be(
            HttpStatusCode.BadRequest);

        rig.Kraken.Record().Fills.Should().HaveCount(1);
        (await EntriesAsync(rig, "type=trade")).Should().HaveCount(2);
    }

    private static Task<HttpStatusCode> ChangeAsync(Rig rig, string asset, string amount) =>
        PostAsync(rig, "balance", $$"""{"asset":"{{asset}}","amount":"{{amount}}"}""");

    private static async Task<HttpStatusCode> PostAsync(Rig rig, string what, string json)
    {
        using var http = new HttpClient { BaseAddress = rig.Kraken.RestAddress };
        using var answer = await http.PostAsync($"/control/{what}", new StringContent(json));
        return answer.StatusCode;
    }

    private static async Task<List<JsonElement>> EntriesAsync(Rig rig, string form) =>
        [.. (await rig.ResultAsync("Ledgers", form)).GetProperty("ledger").EnumerateObject().Select(entry => entry.Value)];

    private static List<string> Ids(JsonElement result) =>
        [.. result.GetProperty("ledger").EnumerateObject().Select(entry => entry.Name)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static decimal Amount(JsonElement element, string name) =>
        decimal.Parse(Text(element, name)!, CultureInfo.InvariantCulture);
}
