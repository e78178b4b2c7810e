using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>Kraken's balances and its ledger as the core's audit wants them.</summary>
public class AccountAnswersTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Client = new("11111111-2222-4333-8444-555555555555");

    private static readonly AccountQuestion Ledger = new AccountQuestion.Entries(7, Now.AddMinutes(-1));

    [Fact]
    public async Task Balances_are_those_of_the_pairs_two_assets_with_what_orders_hold()
    {
        const string Balances = """
            {"ZUSD":{"balance":"171288.6158","hold_trade":"8249.7600"},"XETH":{"balance":"7","hold_trade":"0"}}
            """;

        var (happened, _) = await AskAsync(new AccountQuestion.Balances(3), Balances);

        happened.Should().Be(new EngineEvent.AccountRead(Now, 3, 0, 171288.6158m));
    }

    [Fact]
    public async Task Each_entry_has_its_order_and_the_order_its_owners_id()
    {
        var (happened, requests) = await AskAsync(
            Ledger,
            Page(Row("L1", "T1", "trade", "XXBT", "0.002", "0"), Row("L2", "T1", "trade", "ZUSD", "-0.2", "0.0005")),
            Trades(("T1", "O1")),
            Orders(("O1", Client.ToString())));

        happened.Should().BeOfType<EngineEvent.AccountEntriesRead>().Which.Entries.Should().BeEquivalentTo(
        [
            new AccountEntry("L1", At, IsBase: true, 0.002m, "trade", "O1", Client),
            new AccountEntry("L2", At, IsBase: false, -0.2005m, "trade", "O1", Client),
        ]);
        requests[0].Should().Contain("asset=XXBT%2CZUSD").And.Contain("start=1795175940");
        requests[1].Should().Contain("txid=T1");
        requests[2].Should().Contain("txid=O1");
    }

    [Fact]
    public async Task What_is_no_trade_has_no_order_and_an_order_without_our_kind_of_id_has_none()
    {
        var (happened, _) = await AskAsync(
            Ledger,
            Page(Row("L1", "F1", "deposit", "ZUSD", "50", "0"), Row("L2", "T1", "trade", "XXBT", "1", "0")),
            Trades(("T1", "O1")),
            Orders(("O1", "a person's")));

        happened.Should().BeOfType<EngineEvent.AccountEntriesRead>().Which.Entries.Should().BeEquivalentTo(
        [
            new AccountEntry("L1", At, IsBase: false, 50, "deposit", null, null),
            new AccountEntry("L2", At, IsBase: true, 1, "trade", "O1", null),
        ]);
    }

    [Fact]
    public async Task A_ledger_of_more_than_a_page_is_read_whole_and_other_assets_are_left_out()
    {
        var full = Page([.. Enumerable.Range(0, 50).Select(i => Row($"A{i}", "F", "deposit", "ZUSD", "1", "0"))]);
        var rest = Page(Row("A49", "F", "deposit", "ZUSD", "1", "0"), Row("B", "F", "deposit", "XETH", "1", "0"));

        var (happened, requests) = await AskAsync(Ledger, full, rest);

        happened.Should().BeOfType<EngineEvent.AccountEntriesRead>().Which.Entries.Should().HaveCount(50);
        requests[1].Should().Contain("ofs=50");
    }

    [Fact]
    public async Task A_ledger_too_long_to_read_is_no_reading()
    {
        var full = Page([.. Enumerable.Range(0, 50).Select(i => Row($"A{i}", "F", "deposit", "ZUSD", "1", "0"))]);

        var (happened, _) = await AskAsync(Ledger, full, full, full, full);

        var unread = happened.Should().BeOfType<EngineEvent.AccountUnread>().Subject;
        unread.Reason.Should().Contain("too many entries");
        unread.IsFinal.Should().BeTrue();
    }

    [Fact]
    public async Task A_trade_whose_order_cannot_be_told_is_no_reading()
    {
        var (happened, _) = await AskAsync(Ledger, Page(Row("L1", "T1", "trade", "XXBT", "1", "0")), "{}");

        happened.Should().BeOfType<EngineEvent.AccountUnread>().Which.Reason
            .Should().Contain("trade T1 is in the account's ledger and not among its orders");
    }

    [Fact]
    public async Task A_trade_whose_order_is_not_listed_yet_is_no_reading_and_not_somebody_elses()
    {
        var page = Page(Row("L1", "T1", "trade", "XXBT", "1", "0"));

        var (happened, _) = await AskAsync(Ledger, page, Trades(("T1", "O1")), "{}");

        happened.Should().BeOfType<EngineEvent.AccountUnread>().Which.Reason
            .Should().Contain("order O1 is in the account's ledger and not among its orders");
    }

    private static DateTime At => Now.AddSeconds(-4.5);

    private static async Task<(EngineEvent Event, string[] Requests)> AskAsync(
        AccountQuestion question, params string[] answers)
    {
        var handler = new ScriptedHandler([.. answers.Select(ScriptedHandler.Result)]);
        using var kraken = new TestKraken(handler);
        var queue = new EngineQueue();
        await using var gateway = new OrderGateway(
            TestKraken.Listed.Instrument,
            kraken.Exchange.Account!,
            shortestDeadline: null,
            queue,
            () => Now,
            NullLogger<OrderGateway>.Instance,
            Alone.Member());
        gateway.Ask(question);
        var answer = queue.Reader.ReadAsync().AsTask();
        while (!answer.IsCompleted)
        {
            kraken.Time.Advance(TimeSpan.FromMilliseconds(100)); // the counter of calls; in steps far below a call's limit
            await Task.Yield();
        }

        return ((await answer).Event, [.. handler.Requests.Select(request => request.Body)]);
    }

    private static string Page(params string[] rows) => "{\"ledger\":{" + string.Join(',', rows) + "}}";

    private static string Row(string id, string reference, string type, string asset, string amount, string fee) =>
        $$"""
        "{{id}}":{"refid":"{{reference}}","time":1795175995.5,"type":"{{type}}","subtype":"","aclass":"currency",
        "asset":"{{asset}}","amount":"{{amount}}","fee":"{{fee}}","balance":"1"}
        """;

    private static string Trades(params (string Id, string Order)[] trades) => "{" + string.Join(',', trades.Select(
        trade => $$"""
            "{{trade.Id}}":{"ordertxid":"{{trade.Order}}","pair":"XXBTZUSD","time":1,"type":"buy","ordertype":"market",
            "price":"100","cost":"0.2","fee":"0.0005","vol":"0.002"}
            """)) + "}";

    private static string Orders(params (string Id, string Client)[] orders) => "{" + string.Join(',', orders.Select(
        order => $$$"""
            "{{{order.Id}}}":{"cl_ord_id":"{{{order.Client}}}","status":"closed","opentm":1,"vol":"1","vol_exec":"1",
            "cost":"1","fee":"0","price":"1","descr":{"pair":"XBTUSD","type":"buy","ordertype":"market","price":"0",
            "price2":"0","order":"buy"}}
            """)) + "}";
}
