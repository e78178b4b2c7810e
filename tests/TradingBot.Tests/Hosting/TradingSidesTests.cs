using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Orders;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What a live session's orders go through, as it is put together.</summary>
public class TradingSidesTests
{
    private const string Set = """{"error":[],"result":{"currentTime":"2026-11-20T12:00:00Z","triggerTime":"0"}}""";

    [Fact]
    public async Task A_dead_mans_switch_that_is_asked_for_is_set_at_the_exchange_while_an_order_rests()
    {
        var (requests, _) = await RestAsync(hasSwitch: true, Set);

        requests.Should().ContainSingle().Which.Should().Match<(string Path, string Body)>(request =>
            request.Path == "/0/private/CancelAllOrdersAfter" && request.Body.EndsWith("&timeout=60"));
    }

    [Fact]
    public async Task Without_being_asked_for_it_is_left_alone() =>
        (await RestAsync(hasSwitch: false, Set)).Requests.Should().BeEmpty("it would cancel other bots' orders");

    [Theory]
    [InlineData("""{"error":["EGeneral:Permission denied"]}""")]
    [InlineData("""{"error":["EService:Unavailable"]}""")]
    public async Task One_that_could_not_be_set_is_said_to_be_so(string answer)
    {
        var (_, log) = await RestAsync(hasSwitch: true, answer);

        log.Should().Contain("The dead man's switch could not be set on: E").And.NotContain("switch is on");
    }

    private static async Task<(List<(string Path, string Body)> Requests, string Log)> RestAsync(
        bool hasSwitch, string answer)
    {
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var network = new ScriptedHandler(ScriptedHandler.Answer(answer));
        using var kraken = new TestKraken(network);
        var sides = new TradingSides(
            new BotEnvironment { StorageDirectory = "unused", HasDeadMansSwitch = hasSwitch },
            TestKraken.Listed.Instrument,
            kraken.Exchange,
            new ExchangeTime(kraken.Time),
            new EngineQueue(),
            logs);
        var account = kraken.Exchange.Account!;
        await using (var side = sides.Live(account, new SharedAccount(logs), "bot", ExchangeMode.Online))
            side.Gateway.Advance(isResting: true);
        return (network.Requests, log.Text);
    }
}
