using System.Net.Http.Headers;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

public class RestRequestTests
{
    private const string Placed = """{"descr":{"order":"buy 0.01 XBTUSD @ market"},"txid":["OL7LNO-R4SAD-6UINEU"]}""";

    [Fact]
    public async Task A_limit_order_is_written_out_with_every_rule_and_no_false_flags()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Result(Placed));
        using var kraken = new TestKraken(handler);
        var order = TestKraken.MarketBuy() with
        {
            Side = Side.Sell,
            LimitPrice = 94900.5m,
            IsPostOnly = true,
            Leverage = 3,
            IsReduceOnly = true,
            Deadline = new DateTime(2026, 11, 20, 12, 0, 7, 250, DateTimeKind.Utc),
        };
        var answer = await kraken.Orders.AddOrderAsync(order.AtKraken(), CancellationToken.None);

        answer.Should().BeOfType<Answer<OrderPlaced>.Success>()
            .Which.Value.OrderIds.Should().Equal("OL7LNO-R4SAD-6UINEU");
        handler.Requests.Single().Path.Should().Be("/0/private/AddOrder");
        handler.Requests.Single().Body.Should().MatchRegex("^nonce=[0-9]{19}&").And.EndWith(
            "&pair=XXBTZUSD&type=sell&ordertype=limit&volume=0.01&price=94900.5&leverage=3"
            + "&reduce_only=true&oflags=fciq%2Cpost"
            + "&cl_ord_id=11111111-2222-4333-8444-555555555555&deadline=2026-11-20T12%3A00%3A07.250Z");
    }

    [Fact]
    public async Task A_validated_order_is_a_success_without_a_txid_and_takes_no_place()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Result("""{"descr":{"order":"buy"}}"""));
        using var kraken = new TestKraken(handler);
        var order = TestKraken.MarketBuy().AtKraken(isValidatedOnly: true);
        var answer = await kraken.Orders.AddOrderAsync(order, CancellationToken.None);

        answer.Should().BeOfType<Answer<OrderPlaced>.Success>().Which.Value.OrderIds.Should().BeEmpty();
        handler.Requests.Single().Body.Should().EndWith("&validate=true");
    }

    [Theory]
    [InlineData(true, "&trading_agreement=agree&validate=true")]
    [InlineData(false, "&cl_ord_id=11111111-2222-4333-8444-555555555555&validate=true")]
    public async Task An_order_says_that_its_owner_agrees_to_trade_where_he_does(bool agrees, string end)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Result("""{"descr":{"order":"buy"}}"""));
        using var kraken = new TestKraken(handler, agreesToTrading: agrees);

        await kraken.Orders.AddOrderAsync(
            TestKraken.MarketBuy().AtKraken(isValidatedOnly: true), CancellationToken.None);

        handler.Requests.Single().Body.Should().EndWith(end);
    }

    [Fact]
    public async Task The_key_and_the_signature_go_into_headers_and_nowhere_else()
    {
        HttpRequestHeaders? headers = null;
        var handler = new ScriptedHandler((request, cancellation) =>
        {
            headers = request.Headers;
            return ScriptedHandler.Result("""{"count":1}""")(request, cancellation);
        });
        using var kraken = new TestKraken(handler);
        var order = new OrderReference(TestKraken.Listed.Instrument, Guid.NewGuid(), "OTX");
        await kraken.Orders.CancelOrderAsync(TestKraken.Pair, order, CancellationToken.None);

        headers!.GetValues("API-Key").Should().Equal("KEY");
        Convert.FromBase64String(headers.GetValues("API-Sign").Single()).Should().HaveCount(64);
        handler.Requests.Single().Body.Should().EndWith("&txid=OTX").And.NotContain("KEY");
    }

    [Fact]
    public async Task Reads_ask_for_what_the_recipes_need()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Result("{}"));
        using var kraken = new TestKraken(handler);
        var after = new DateTime(2026, 11, 20, 11, 59, 0, DateTimeKind.Utc);
        await kraken.Account.OpenOrdersAsync("id", CancellationToken.None);
        await kraken.Account.ClosedOrdersAsync(
            new ClosedOrdersFilter { ClientOrderId = "id", After = after }, CancellationToken.None);
        await kraken.Account.LedgersAsync(["XXBT", "ZUSD"], after, 50, CancellationToken.None);
        await kraken.Account.QueryOrdersAsync(["A", "B"], CancellationToken.None);

        handler.Requests.Select(request => request.Body[(request.Body.IndexOf('&') + 1)..]).Should().Equal(
            "trades=true&cl_ord_id=id",
            "trades=true&cl_ord_id=id&start=1795175940&closetime=both&without_count=true",
            "asset=XXBT%2CZUSD&start=1795175940&ofs=50&without_count=true",
            "txid=A%2CB&trades=true");
    }
}
