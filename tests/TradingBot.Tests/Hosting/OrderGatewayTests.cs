using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;
using Step = System.Func<System.Net.Http.HttpRequestMessage, System.Threading.CancellationToken,
    System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage>>;

namespace TradingBot.Tests.Hosting;

/// <summary>What each of Kraken's answers becomes; the private socket is down, so orders go by REST.</summary>
public class OrderGatewayTests
{
    private static readonly Guid Id = new("12345678-1234-4234-8234-123456789abc");

    [Fact]
    public async Task An_order_that_Kraken_takes_is_accepted_under_its_id()
    {
        var (happened, requests) = await SubmitAsync(
            ScriptedHandler.Result("""{"descr":{"order":"buy 0.01 XBTUSD @ market"},"txid":["OABCDE-FGHIJ-KLMNOP"]}"""));

        happened.Should().BeOfType<EngineEvent.OrderAccepted>().Which.ExchangeId.Should().Be("OABCDE-FGHIJ-KLMNOP");
        var body = requests.Should().ContainSingle().Which.Body;
        body.Should().Contain($"cl_ord_id={Id}").And.Contain("deadline=").And.Contain("oflags=fciq").And.NotContain("validate");
    }

    [Theory]
    [InlineData("EOrder:Order minimum not met")]
    [InlineData("EGeneral:Invalid arguments:volume")]
    public async Task A_refusal_of_what_the_request_says_is_rejected_with_proof(string error)
    {
        var (happened, requests) = await SubmitAsync(ScriptedHandler.Error(error));

        var rejected = happened.Should().BeOfType<EngineEvent.OrderRejected>().Subject;
        (rejected.Reason, rejected.MayBeRepeated).Should().Be((error, false));
        requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("EOrder:Insufficient funds", false, false)]
    [InlineData("EOrder:Post only order", false, true)]
    [InlineData("EOrder:Rate limit exceeded", true, false)]
    [InlineData("EService:Market in post_only mode", true, false)]
    [InlineData("EAPI:Invalid nonce", true, false)]
    [InlineData("EAPI:Invalid key", false, false)]
    public async Task A_refusal_of_one_copy_is_unknown_and_says_what_follows_once_the_order_is_proved_absent(
        string error, bool mayBeRepeated, bool wouldHaveTraded)
    {
        var (happened, requests) = await SubmitAsync(ScriptedHandler.Error(error));

        happened.Should().Be(new EngineEvent.OutcomeUnknown(
            happened.Time, Id, error, new CopyRefusal(mayBeRepeated, wouldHaveTraded)));
        requests.Should().ContainSingle();
    }

    public static TheoryData<string, int, string> Doubtful => new()
    {
        { """{"error":["EService:Unavailable"]}""", 200, "EService:Unavailable" },
        { """{"error":["EService:Busy"]}""", 200, "EService:Busy" },
        { """{"error":["EService:Deadline elapsed"]}""", 200, "EService:Deadline elapsed" },
        { """{"error":["EGeneral:Invalid arguments:cl_ord_id not unique"]}""", 200, "not unique" },
        { """{"error":["EService:Something new"]}""", 200, "EService:Something new" },
        { "<html>forbidden</html>", 403, "HTTP 403" },
        { "slow down", 429, "HTTP 429" },
        { "<html>bad gateway</html>", 502, "502" },
        { "<html>web server is returning an unknown error</html>", 520, "520" },
        { """{"error":[],"result":{"descr":""", 200, "n" },
        { """{"error":[],"result":{"descr":{"order":"buy"},"txid":[]}}""", 200, "txid" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task What_proves_nothing_is_unknown_and_is_never_sent_again(string body, int status, string words)
    {
        var (happened, requests) = await SubmitAsync(ScriptedHandler.Answer(body, status));

        happened.Should().BeOfType<EngineEvent.OutcomeUnknown>().Which.Reason.Should().Contain(words);
        requests.Should().ContainSingle("an order is sent once, whatever comes back");
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_was_written_leaves_the_outcome_unknown()
    {
        var (happened, requests) = await SubmitAsync(ScriptedHandler.Throws(new HttpRequestException("reset", new IOException())));

        happened.Should().BeOfType<EngineEvent.OutcomeUnknown>();
        requests.Should().ContainSingle();
    }

    [Fact]
    public async Task An_order_too_late_for_its_deadline_is_not_sent_at_all()
    {
        var (happened, requests) = await SubmitAsync(ScriptedHandler.Error("EService:Deadline elapsed"), secondsLeft: 2);

        happened.Should().BeOfType<EngineEvent.OrderRejected>().Which.MayBeRepeated.Should().BeTrue();
        requests.Should().BeEmpty();
    }

    [Fact]
    public async Task An_order_is_found_by_our_own_id_also_where_Kraken_ignores_the_filter()
    {
        var others = string.Join(',', Enumerable.Range(0, 50).Select(i => Order($"OTHERS-{i:D5}-AAAAAA", Guid.NewGuid())));
        var (happened, requests) = await FindAsync(
            OrderList.Closed,
            ScriptedHandler.Result($"{{\"closed\":{{{others}}}}}"),
            ScriptedHandler.Result($"{{\"closed\":{{{Order("OABCDE-FGHIJ-KLMNOP", Id)}}}}}"));

        var report = happened.Should().BeOfType<EngineEvent.OrderReported>().Which.Report;
        report.Should().Be(new OrderReport("OABCDE-FGHIJ-KLMNOP", ReportedStatus.Canceled, 0.004m, 80.1m, 0.2m, "User requested"));
        requests.Should().HaveCount(2);
        requests[1].Body.Should().Contain("ofs=50");
    }

    [Theory]
    [InlineData(OrderList.Open, """{"open":{}}""")]
    [InlineData(OrderList.Closed, """{"closed":{}}""")]
    [InlineData(OrderList.ById, "{}")]
    public async Task What_a_list_does_not_have_is_not_found_there(OrderList list, string answer)
    {
        var (happened, _) = await FindAsync(list, ScriptedHandler.Result(answer));

        happened.Should().Be(new EngineEvent.OrderNotFound(happened.Time, Id, Look: 7));
    }

    [Theory]
    [InlineData(OrderList.Open)]
    [InlineData(OrderList.Closed)]
    [InlineData(OrderList.ById)]
    public async Task A_look_that_fails_says_so_and_finds_nothing(OrderList list)
    {
        var (happened, _) = await FindAsync(list, ScriptedHandler.Error("EGeneral:Permission denied"));

        happened.Should().BeOfType<EngineEvent.LookFailed>().Which.Look.Should().Be(7);
    }

    [Theory]
    [InlineData(OrderStyle.Limit, "oflags=fciq")]
    [InlineData(OrderStyle.PostOnly, "oflags=fciq%2Cpost")]
    public async Task An_order_that_may_rest_is_sent_with_its_limit(OrderStyle style, string flags)
    {
        var (_, requests) = await RunAsync(
            now => new OrderCommand.Submit(Id, Orders.Buying(0.01m, price: 100.5m, style), now.AddSeconds(8)),
            ScriptedHandler.Result("""{"descr":{"order":"buy"},"txid":["OABCDE-FGHIJ-KLMNOP"]}"""));

        requests.Should().ContainSingle().Which.Body.Should()
            .Contain("ordertype=limit").And.Contain("price=100.5").And.Contain(flags);
    }

    [Fact]
    public async Task Volume_and_limit_are_sent_with_all_their_digits()
    {
        var (_, requests) = await RunAsync(
            now => new OrderCommand.Submit(
                Id, Orders.Buying(0.00123457m, price: 100.12345m, OrderStyle.Limit), now.AddSeconds(8)),
            ScriptedHandler.Result("""{"descr":{"order":"buy"},"txid":["OABCDE-FGHIJ-KLMNOP"]}"""));

        requests.Should().ContainSingle().Which.Body.Should().Contain("&volume=0.00123457&price=100.12345&");
    }

    [Theory]
    [InlineData(Side.Sell, "type=sell&ordertype=market&volume=0.01&leverage=3&oflags=fciq")]
    [InlineData(Side.Buy, "type=buy&ordertype=market&volume=0.01&leverage=3&reduce_only=true&oflags=fciq")]
    public async Task A_short_is_opened_with_its_leverage_and_closed_by_an_order_that_only_reduces(Side side, string form)
    {
        var (_, requests) = await RunAsync(
            now => new OrderCommand.Submit(Id, Orders.OnMargin(side, 0.01m, leverage: 3, trade: 1), now.AddSeconds(8)),
            ScriptedHandler.Result("""{"descr":{"order":"sell"},"txid":["OABCDE-FGHIJ-KLMNOP"]}"""));

        requests.Should().ContainSingle().Which.Body.Should().Contain(form);
    }

    [Theory]
    [InlineData("""{"error":[],"result":{"count":1}}""", 200, true)]
    [InlineData("""{"error":["EOrder:Unknown order"]}""", 200, true)]
    [InlineData("""{"error":["EOrder:Rate limit exceeded"]}""", 200, false)]
    [InlineData("""{"error":["EAPI:Invalid nonce"]}""", 200, false)]
    [InlineData("""{"error":["EGeneral:Unknown method"]}""", 200, false)]
    [InlineData("""{"error":["EService:Unavailable"]}""", 200, false)]
    [InlineData("<html>bad gateway</html>", 502, false)]
    public async Task A_cancel_is_taken_or_finds_the_order_gone_or_is_to_be_sent_again(string body, int status, bool isTaken)
    {
        var (happened, requests) = await RunAsync(
            _ => new OrderCommand.Cancel(Id, "OABCDE-FGHIJ-KLMNOP"), ScriptedHandler.Answer(body, status));

        happened.Should().BeOfType<EngineEvent.CancelAnswered>().Which.IsTaken.Should().Be(isTaken);
        requests.Should().ContainSingle().Which.Body.Should().Contain("txid=OABCDE-FGHIJ-KLMNOP");
    }

    private static string Order(string exchangeId, Guid id) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        "{{exchangeId}}":{"cl_ord_id":"{{id}}","status":"canceled","reason":"User requested","opentm":1.5,"closetm":2.5,
        "descr":{"pair":"XBTUSD","type":"buy","ordertype":"market","price":"0","price2":"0","leverage":"none","order":"buy","close":""},
        "vol":"0.01","vol_exec":"0.004","cost":"80.1","fee":"0.2","price":"20025.0","stopprice":"0","limitprice":"0","misc":"","oflags":"fciq"}
        """);

    private static Task<(EngineEvent Happened, List<(string Path, string Body)> Requests)> SubmitAsync(Step answer, double secondsLeft = 8) =>
        RunAsync(now => new OrderCommand.Submit(Id, Orders.Buying(0.01m), now.AddSeconds(secondsLeft)), answer);

    private static Task<(EngineEvent Happened, List<(string Path, string Body)> Requests)> FindAsync(OrderList list, params Step[] answers) =>
        RunAsync(now => new OrderCommand.Find(Id, Look: 7, list, now.AddMinutes(-1), "OABCDE-FGHIJ-KLMNOP"), answers);

    private static async Task<(EngineEvent Happened, List<(string Path, string Body)> Requests)> RunAsync(
        Func<DateTime, OrderCommand> command, params Step[] answers)
    {
        var network = new ScriptedHandler(answers);
        using var kraken = new TestKraken(network);
        var queue = new EngineQueue();
        DateTime Now() => kraken.Time.GetUtcNow().UtcDateTime;
        var gateway = new OrderGateway(
            TestKraken.Listed.Instrument,
            kraken.Exchange.Account!,
            kraken.Exchange.Capabilities.ShortestDeadline,
            queue,
            Now,
            NullLogger<OrderGateway>.Instance,
            Alone.Member());

        gateway.CarryOut(command(Now()));

        var received = await queue.Reader.ReadAsync();
        await gateway.DisposeAsync();
        return (received.Event, network.Requests);
    }
}
