using Microsoft.Extensions.Logging;
using TradingBot.Bots.Orders;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

public class OrderValidationTests
{
    [Fact]
    public async Task An_order_is_sent_to_be_checked_and_never_to_be_placed() =>
        (await AskAsync(ScriptedHandler.Result("""{"descr":{"order":"buy 2.00000000 XBTUSD @ market"}}""")))
            .Should().Be("Kraken would accept the order, buy 2: buy 2.00000000 XBTUSD @ market");

    [Fact]
    public async Task A_refusal_is_shown_with_Krakens_reason() =>
        (await AskAsync(ScriptedHandler.Error("EOrder:Insufficient funds")))
            .Should().Be("Kraken would refuse the order, buy 2: EOrder:Insufficient funds");

    [Fact]
    public async Task No_answer_is_neither() =>
        (await AskAsync(ScriptedHandler.Answer("<html>", status: 502)))
            .Should().StartWith("Kraken did not say whether it would accept the order, buy 2: ");

    /// <summary>Has an order of 2 checked.</summary>
    /// <returns>The line that is logged.</returns>
    private static async Task<string> AskAsync(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        var network = new ScriptedHandler(answer);
        using var kraken = new TestKraken(network);
        using var line = new FirstLine("Kraken ");
        using var logs = new LoggerFactory([line]);
        using var stop = new CancellationTokenSource();
        var validation = new OrderValidation(
            kraken.Exchange,
            kraken.Exchange.Account!,
            TestKraken.Listed.Instrument,
            logs.CreateLogger<OrderValidation>());

        validation.Ask(Orders.Buying(2));
        var running = validation.RunAsync(stop.Token);
        var seen = await line.Seen.WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await running;

        var (path, body) = network.Requests.Should().ContainSingle().Which;
        path.Should().Be("/0/private/AddOrder");
        body.Should().Contain("&pair=XXBTZUSD&type=buy&ordertype=market&volume=2&").And.EndWith("&validate=true");
        return seen;
    }
}
