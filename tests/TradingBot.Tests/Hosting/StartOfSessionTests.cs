using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Accounts;
using TradingBot.Exchanges.Kraken;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Notifications;
using TradingBot.Tests.Bots;
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

    private static readonly KrakenPair Bitcoin = new(TestKraken.Pair, Backtests.Bitcoin, "online");

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

        var pair = await PairSearch.FindAsync(kraken.Exchange, name, CancellationToken.None);

        pair.Instrument.Symbol.Should().Be(symbol);
    }

    [Fact]
    public async Task A_pair_Kraken_does_not_list_is_one_line_and_exit_code_2()
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(Pairs)));

        var refusal = await kraken.Exchange
            .Awaiting(exchange => PairSearch.FindAsync(exchange, "FOOUSD", CancellationToken.None))
            .Should().ThrowAsync<UserError>().WithMessage("--currency: Kraken does not list 'FOOUSD'; use a pair such as *");
        refusal.Which.ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task The_size_of_a_trade_is_understood_in_the_currency_the_exchange_names()
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(Pairs)));
        var pair = await PairSearch.FindAsync(kraken.Exchange, "PEPEDAI", CancellationToken.None);
        var size = TradeSize.Parse("250DAI");

        size.Invoking(dai => dai.On(Backtests.Bitcoin)).Should().Throw<UserError>().WithMessage("*an amount (250USD)*");
        size.On(pair.Instrument).Description.Should().Contain("250 DAI");
    }

    [Fact]
    public async Task With_a_key_the_fee_is_the_accounts_own()
    {
        const string volume =
            """
            {"currency":"ZUSD","volume":"12000","fees":{"XXBTZUSD":{"fee":"0.3800"}},"fees_maker":{"XXBTZUSD":{"fee":"-0.01"}}}
            """;

        var (fees, line) = await FeesAsync(given: null, ScriptedHandler.Result(volume));

        (fees.IsFlat, fees.HighestTaker).Should().Be((true, 0.0038m));
        line.Should().Be("Fee: 0.38 % of each fill (the account's own, by TradeVolume)");
    }

    [Fact]
    public async Task Without_a_key_the_fee_is_Krakens_table()
    {
        var (fees, line) = await FeesAsync(given: null, answer: null);

        fees.Should().BeSameAs(KrakenFees.Spot);
        line.Should().Be("Fee: 0.8 % of each fill, less with volume (Kraken spot of 2026-07-09)");
    }

    [Theory]
    [InlineData("""{"error":["EGeneral:Permission denied"]}""")]
    [InlineData("""{"error":[],"result":{"currency":"ZUSD","volume":"1"}}""")]
    [InlineData("""{"error":[],"result":{"currency":"ZUSD","volume":"1","fees":{"XXBTZUSD":{"fee":"100"}}}}""")]
    public async Task A_key_that_does_not_tell_the_fee_leaves_the_table(string answer)
    {
        var (fees, _) = await FeesAsync(given: null, ScriptedHandler.Answer(answer));

        fees.Should().BeSameAs(KrakenFees.Spot);
    }

    [Fact]
    public async Task A_fee_that_was_said_wins_and_nothing_is_asked()
    {
        var (fees, line) = await FeesAsync(given: 0.001m, ScriptedHandler.Throws(new InvalidOperationException("asked")));

        (fees.IsFlat, fees.HighestTaker).Should().Be((true, 0.001m));
        line.Should().Be("Fee: 0.1 % of each fill (--fee)");
    }

    [Fact]
    public async Task Orders_are_not_validated_without_a_key_and_the_line_says_where_one_may_be()
    {
        using var here = new TemporaryDirectory();
        var bot = TestBot.In(here.Path).With(definition => definition with { Venue = "kraken" })
            .Placed(environment => environment with { ValidatesOrders = true });
        var secrets = new SessionSecrets(
            venue => new ApiKeySource(venue, _ => null, here["kraken.key"]), SlackSecretSource.Of(_ => null));

        var refusal = await bot
            .Awaiting(asked => LiveMarket.RunAsync(asked.Loaded, asked.Options, secrets, CancellationToken.None))
            .Should().ThrowAsync<UserError>().WithMessage($"--validate: needs a Kraken API key; looked for --key FILE, "
                + $"TRADINGBOT_KRAKEN_KEY and TRADINGBOT_KRAKEN_SECRET, * or {here["kraken.key"]}");
        refusal.Which.ExitCode.Should().Be(2);
    }

    private static async Task<(FeeSchedule Fees, string Line)> FeesAsync(
        decimal? given, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? answer)
    {
        using var kraken = new TestKraken(new ScriptedHandler(answer is null ? [] : [answer]));
        using var line = new FirstLine("Fee: ");
        using var logs = new LoggerFactory([line]);
        var choice = new FeeChoice(
            answer is null ? kraken.WithoutAccount : kraken.Exchange, logs.CreateLogger<FeeChoice>());
        var fees = await choice.ForAsync(given, TestKraken.Listed.Instrument, CancellationToken.None);
        return (fees, await line.Seen);
    }
}
