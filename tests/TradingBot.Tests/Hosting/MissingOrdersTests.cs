using Microsoft.Extensions.Logging;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>An old copy of a bot's database shows in the orders that it does not know.</summary>
public class MissingOrdersTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Bot = new("00000000-0000-0000-0000-00000000b07a");

    [Theory]
    [InlineData(7, 1, OrderState.Sending, true)]
    [InlineData(900, 12, OrderState.Sending, true)]
    [InlineData(6, 2, OrderState.Sending, true)]
    [InlineData(6, 12, OrderState.Sending, true)]
    [InlineData(6, 1, OrderState.Sending, false)]
    [InlineData(6, 1, OrderState.Intended, true)]
    public async Task An_order_or_attempt_that_has_left_without_the_databases_knowing_is_refused(
        long number, int attempt, OrderState stored, bool isRefused)
    {
        var order = Order(ClientOrderId.Of(Bot, number, attempt));
        var check = () => CheckAsync(
            open: "{\"open\":{\"O1\":" + order + "}}", closed: [Closed(0)], state: stored);

        if (isRefused)
            await check.Should().ThrowAsync<UserError>().WithMessage("Kraken has order O1 of this bot*old copy*");
        else
            await check.Should().NotThrowAsync();
    }

    [Fact]
    public async Task More_orders_than_can_be_read_are_said_to_be_more()
    {
        using var log = new CapturedLog();

        await CheckAsync("""{"open":{}}""", [.. Enumerable.Range(0, 20).Select(page => Closed(50, page))], log);

        log.Text.Should().Contain("the account has more than 1000 orders since").And.Contain("only the newest were compared");
    }

    [Fact]
    public async Task An_order_that_is_held_for_rejected_and_that_the_account_has_is_handed_on()
    {
        var rejected = Attempt() with { State = OrderState.Rejected, Note = "EAPI:Invalid nonce" };
        var order = Order(rejected.Id);

        var found = await CheckAsync("{\"open\":{\"O1\":" + order + "}}", [Closed(0)], refuted: [rejected]);

        var report = found.Should().ContainSingle().Which;
        report.Id.Should().Be(rejected.Id);
        report.Report.Should().Be(new OrderReport("O1", ReportedStatus.Filled, 1, 1, 0, Reason: null));
    }

    [Fact]
    public async Task The_account_is_asked_from_before_the_first_order_that_was_rejected()
    {
        var rejected = Attempt() with { State = OrderState.Rejected, DecidedAt = Now.AddDays(-3) };
        var requests = new List<string>();

        await CheckAsync("""{"open":{}}""", [Closed(0)], refuted: [rejected], requests: requests);

        var since = (long)(Now.AddDays(-3).AddMinutes(-1) - DateTime.UnixEpoch).TotalSeconds;
        requests.Should().HaveCount(2).And.ContainSingle(body => body.Contains($"start={since}"));
    }

    private static async Task<IReadOnlyList<EngineEvent.OrderReported>> CheckAsync(
        string open,
        string[] closed,
        CapturedLog? log = null,
        AttemptRecord[]? refuted = null,
        List<string>? requests = null,
        OrderState state = OrderState.Sending)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log ?? new CapturedLog()));
        var handler = new ScriptedHandler(
            [ScriptedHandler.Result(open), .. closed.Select(ScriptedHandler.Result)]);
        using var kraken = new TestKraken(handler);
        var check = new MissingOrders(kraken.Exchange, kraken.Exchange.Account!, logs.CreateLogger<MissingOrders>())
            .CheckAsync(Start(state) with { Refuted = refuted }, Now, CancellationToken.None);
        while (!check.IsCompleted)
        {
            kraken.Time.Advance(TimeSpan.FromMilliseconds(100)); // the counter of calls; in steps far below a call's limit
            await Task.Yield();
        }

        requests?.AddRange(handler.Requests.Select(request => request.Body));
        return await check;
    }

    private static string Closed(int count, int page = 0)
    {
        var orders = string.Join(
            ',', Enumerable.Range(0, count).Select(i => $"\"C{page}-{i}\":{Order(Guid.NewGuid())}"));
        return "{\"closed\":{" + orders + "},\"count\":" + count + "}";
    }

    private static string Order(Guid id) =>
        $$$"""
        {"cl_ord_id":"{{{id}}}","status":"closed","opentm":1,"vol":"1","vol_exec":"1","cost":"1","fee":"0","price":"1",
         "descr":{"pair":"XBTUSD","type":"buy","ordertype":"market","price":"0","price2":"0","order":"buy"}}
        """;

    private static SessionStart Start(OrderState state) => new(
        Now, Bot, new EngineState(1000, 1000, LastOrder: 6, []), Breakers: null, [Attempt() with { State = state }]);

    private static AttemptRecord Attempt() => new()
    {
        Id = ClientOrderId.Of(Bot, 6, 1),
        Attempt = 1,
        Number = 6,
        Intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.002m, 100, Trade: 0, "up"),
        Reserved = 1,
        DecidedAt = Now,
        State = OrderState.Sending,
    };
}
