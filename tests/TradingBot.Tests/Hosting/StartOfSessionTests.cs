using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Hosting;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Modes;
using TradingBot.Notifications;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What a live session asks before it trades: the pair, the fees, whether there is a key.</summary>
public class StartOfSessionTests
{
    private const string Pairs =
        """
        {"XXDGZUSD":{"altname":"XDGUSD","wsname":"XDG/USD","base":"XXDG","quote":"ZUSD","pair_decimals":7,"lot_decimals":8},
         "PEPEDAI":{"altname":"PEPEDAI","wsname":"PEPE/DAI","base":"PEPE","quote":"DAI","pair_decimals":9,"lot_decimals":5}}
        """;

    private static readonly KrakenPair Bitcoin = new(TestKraken.Pair, Backtests.Bitcoin, "online", Fees: null);

    [Theory]
    [InlineData("XXDGZUSD", "XDGUSD")]
    [InlineData("XDGUSD", "XDGUSD")]
    [InlineData("XDG/USD", "XDGUSD")]
    [InlineData("DOGE/USD", "XDGUSD")]
    [InlineData("dogeusd", "XDGUSD")]
    [InlineData("pepe/dai", "PEPEDAI")]
    public async Task A_pair_that_is_in_no_table_of_ours_is_found_by_any_of_its_names(string name, string symbol)
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(Pairs)));

        var pair = await PairSearch.FindAsync(kraken.Public, name, CancellationToken.None);

        pair.Instrument.Symbol.Should().Be(symbol);
    }

    [Fact]
    public async Task A_pair_Kraken_does_not_list_is_one_line_and_exit_code_2()
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(Pairs)));

        var refusal = await kraken.Public.Awaiting(rest => PairSearch.FindAsync(rest, "FOOUSD", CancellationToken.None))
            .Should().ThrowAsync<UserError>().WithMessage("--currency: Kraken does not list 'FOOUSD'; use a pair such as *");
        refusal.Which.ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task The_size_of_a_trade_is_understood_in_the_currency_the_exchange_names()
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(Pairs)));
        var pair = await PairSearch.FindAsync(kraken.Public, "PEPEDAI", CancellationToken.None);
        var request = TradingSessionTests.Request(storage: "unused") with { SizingOn = on => OptionValues.Sizing("250DAI", on) };

        request.Invoking(dollars => dollars.Sizing).Should().Throw<UserError>().WithMessage("*an amount (250USD)*");
        (request with { Instrument = pair.Instrument }).Sizing.Description.Should().Contain("250 DAI");
    }

    [Fact]
    public async Task With_a_key_the_fee_is_the_accounts_own()
    {
        const string volume =
            """
            {"currency":"ZUSD","volume":"12000","fees":{"XXBTZUSD":{"fee":"0.3800"}},"fees_maker":{"XXBTZUSD":{"fee":"-0.01"}}}
            """;

        var (fees, line) = await FeesAsync(TradingSessionTests.Request(storage: "unused"), ScriptedHandler.Result(volume));

        (fees.IsFlat, fees.HighestTaker).Should().Be((true, 0.0038m));
        line.Should().Be("Fee: 0.38 % of each fill (the account's own, by TradeVolume)");
    }

    [Fact]
    public async Task Without_a_key_the_fee_is_Krakens_table()
    {
        var (fees, line) = await FeesAsync(TradingSessionTests.Request(storage: "unused"), answer: null);

        fees.Should().BeSameAs(KrakenFees.Spot);
        line.Should().Be("Fee: 0.8 % of each fill, less with volume (Kraken spot of 2026-07-09)");
    }

    [Theory]
    [InlineData("""{"error":["EGeneral:Permission denied"]}""")]
    [InlineData("""{"error":[],"result":{"currency":"ZUSD","volume":"1"}}""")]
    [InlineData("""{"error":[],"result":{"currency":"ZUSD","volume":"1","fees":{"XXBTZUSD":{"fee":"100"}}}}""")]
    public async Task A_key_that_does_not_tell_the_fee_leaves_the_table(string answer)
    {
        var (fees, _) = await FeesAsync(TradingSessionTests.Request(storage: "unused"), ScriptedHandler.Answer(answer));

        fees.Should().BeSameAs(KrakenFees.Spot);
    }

    [Fact]
    public async Task A_fee_that_was_said_wins_and_nothing_is_asked()
    {
        var request = TradingSessionTests.Request(storage: "unused") with { Fees = FeeSchedule.Flat(0.001m), IsFeeGiven = true };

        var (fees, line) = await FeesAsync(request, ScriptedHandler.Throws(new InvalidOperationException("asked")));

        fees.Should().BeSameAs(request.Fees);
        line.Should().Be("Fee: 0.1 % of each fill (--fee)");
    }

    [Fact]
    public async Task Orders_are_not_validated_without_a_key_and_the_line_says_where_one_may_be()
    {
        using var here = new TemporaryDirectory();
        var request = TradingSessionTests.Request(here.Path) with { Validates = true };
        var secrets = new SessionSecrets(
            new ApiKeySource(_ => null, here["kraken.key"]), SlackSecretSource.Of(_ => null));

        var refusal = await request
            .Awaiting(asked => LiveMarket.OnKrakenAsync(asked, speed: 1, secrets, CancellationToken.None))
            .Should().ThrowAsync<UserError>().WithMessage($"--validate: needs a Kraken API key; looked for --key FILE, "
                + $"TRADINGBOT_KRAKEN_KEY and TRADINGBOT_KRAKEN_SECRET, * or {here["kraken.key"]}");
        refusal.Which.ExitCode.Should().Be(2);
    }

    private static async Task<(FeeSchedule Fees, string Line)> FeesAsync(
        TradeRequest request, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? answer)
    {
        using var kraken = new TestKraken(new ScriptedHandler(answer is null ? [] : [answer]));
        using var line = new FirstLine("Fee: ");
        using var logs = new LoggerFactory([line]);
        var choice = new FeeChoice(answer is null ? null : kraken.Account, logs.CreateLogger<FeeChoice>());
        var fees = await choice.ForAsync(request, Bitcoin, CancellationToken.None);
        return (fees, await line.Seen);
    }
}
