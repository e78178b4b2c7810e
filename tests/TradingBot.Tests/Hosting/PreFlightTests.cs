using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What a live session makes sure of before it trades.</summary>
public class PreFlightTests
{
    private const long Noon = 1_795_176_000; // 2026-11-20 12:00:00 UTC, where the clock of TestKraken begins
    private static readonly DateTime Now = DateTime.UnixEpoch.AddSeconds(Noon);
    private const string Query = """{"permissions":["query-funds","modify-trades"]}""";
    private const string Withdraws = """{"permissions":["query-funds","withdraw-funds"]}""";

    [Fact]
    public async Task The_account_is_told_apart_by_what_it_owns_and_what_is_free()
    {
        var (facts, requests) = await CheckAsync(key: Query);

        facts.Should().Be(new LiveFacts(
            ExchangeMode.Online, new EngineEvent.AccountRead(Now, EngineEvent.AccountRead.AtStart, 0.5m, 1000m), FreeQuote: 900m));
        requests[^1].Path.Should().Be("/0/private/AddOrder");
        requests[^1].Body.Should().Contain("&validate=true", "the key is tried with an order that is not placed");
    }

    [Fact]
    public async Task A_key_that_may_withdraw_is_refused_before_anything_is_tried()
    {
        var check = () => CheckAsync(key: Withdraws);

        await check.Should().ThrowAsync<UserError>().WithMessage("--key: this API key may withdraw funds; *");
    }

    [Fact]
    public async Task A_key_that_may_withdraw_is_accepted_on_the_users_word() =>
        (await CheckAsync(key: Withdraws, mayWithdraw: true)).Facts.Account.Base.Should().Be(0.5m);

    [Theory]
    [InlineData(31, "behind")]
    [InlineData(-31, "ahead of")]
    public async Task A_clock_that_is_half_a_minute_wrong_is_refused_in_either_direction(int ahead, string direction)
    {
        var check = () => CheckAsync(key: Query, krakenAhead: ahead);

        await check.Should().ThrowAsync<UserError>()
            .WithMessage($"this machine's clock is 31 seconds {direction} Kraken's*");
    }

    [Fact]
    public async Task An_account_that_has_to_agree_to_trading_is_told_how_before_it_trades()
    {
        var check = () => CheckAsync(key: Query, order: ScriptedHandler.Error("EOrder:Trading agreement required"));

        await check.Should().ThrowAsync<UserError>().WithMessage(
            "--live: Kraken requires this account's agreement to trade XBTUSD (EOrder:Trading agreement required): "
            + "give it with --trading-agreement");
    }

    private static async Task<(LiveFacts Facts, List<(string Path, string Body)> Requests)> CheckAsync(
        string key,
        bool mayWithdraw = false,
        int krakenAhead = 0,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? order = null)
    {
        var network = new ScriptedHandler(
            ScriptedHandler.Result("""{"status":"online","timestamp":"2026-11-20T12:00:00Z"}"""),
            ScriptedHandler.Result($$"""{"unixtime":{{Noon + krakenAhead}},"rfc1123":""}"""),
            ScriptedHandler.Result(key),
            ScriptedHandler.Result(
                """{"XXBT":{"balance":"0.5","hold_trade":"0.1"},"ZUSD":{"balance":"1000","hold_trade":"100"}}"""),
            ScriptedHandler.Result(
                """
                {"XXBTZUSD":{"a":["20000.0","1","1.0"],"b":["19999.9","1","1.0"],"c":["20000.0","0.1"],"v":["1","1"],
                 "p":["20000.0","20000.0"],"t":[1,1],"l":["1.0","1.0"],"h":["1.0","1.0"],"o":"1.0"}}
                """),
            order ?? ScriptedHandler.Result("""{"descr":{"order":"buy"}}"""));
        using var kraken = new TestKraken(network);
        var listed = new ListedInstrument(TestKraken.Listed.Instrument, "XXBTZUSD", IsTrading: true, "online");
        var environment = RealNetwork.With(kraken.Time);
        var facts = await new PreFlight(
            kraken.Exchange, kraken.Exchange.Account!, listed, environment, NullLogger<PreFlight>.Instance)
            .CheckAsync(Now, mayWithdraw, CancellationToken.None);
        return (facts, network.Requests);
    }
}
