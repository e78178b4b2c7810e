using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Storage;
using TradingBot.Tests.Faults;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Cli;

/// <summary>Files of bots are read and refused as a whole, before any of them begins.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void All_that_is_wrong_with_any_file_is_said_at_once()
    {
        var first = Write("a.json", FleetFile.Scalping("a", "XBTUSD") with { Period = 21600 });
        var second = _here.Write("b.json", """{ "bots": [ { "version": 1 }, 7 ] }""");

        var run = Shell.Run(["run", first, second, _here["none.json"], "--storage", _here.Path]);

        run.ExitCode.Should().Be(2);
        run.Errors.Split('\n').Should()
            .Contain($"{first}: --period: 21600 can be traded on history only; use at most 1440")
            .And.Contain(line => line.StartsWith($"{second}: bots[0]: venue: is missing"))
            .And.Contain($"{second}: bots[1]: must be an object, {{ … }}")
            .And.Contain($"{_here["none.json"]}: no such file");
    }

    [Fact]
    public void Two_bots_of_one_name_are_refused()
    {
        var unnamed = FleetFile.Scalping("x", "XBTUSD") with { Name = null };
        var files = new[] { Write("a.json", unnamed), Write("b.json", unnamed with { Pair = "BTC/USD" }) };

        Run(files).Should().Be(
            $"{files[1]}: the bot's name is kraken-paper-XBTUSD-1-scalping, which {files[0]} has too; "
            + "give each its own \"name\"\n");
    }

    [Theory]
    [InlineData(OrderStyle.Market, OrderStyle.Market, true)]
    [InlineData(OrderStyle.Limit, OrderStyle.Market, false)]
    [InlineData(OrderStyle.Market, OrderStyle.PostOnly, false)]
    public void Live_bots_whose_orders_could_meet_are_refused(OrderStyle one, OrderStyle other, bool isAllowed)
    {
        var bot = FleetFile.Scalping("one", "XBTUSD") with { Mode = TradingMode.Live, Balance = 500 };
        var path = FleetFile.Write(_here.Path,
        [
            bot with { Orders = new OrderTerms(one, null) },
            bot with { Name = "two", Orders = new OrderTerms(other, null) },
            FleetFile.Scalping("paper", "XBTUSD") with { Orders = new OrderTerms(OrderStyle.Limit, null) },
        ]);

        var errors = Run([path]);

        errors.Contains($"bots[1]: trades XBTUSD live on one account with {path}: bots[0]", StringComparison.Ordinal)
            .Should().Be(!isAllowed, errors);
        errors.Should().NotContain("bots[2]");
    }

    [Fact]
    public void What_the_command_line_checks_of_one_bot_is_checked_of_each()
    {
        var bot = FleetFile.Scalping("a", "XBTUSD");
        var unknown = new Dictionary<string, string> { ["x"] = "1" };
        var path = FleetFile.Write(_here.Path,
        [
            bot with { Size = new TradeSize.BaseVolume(0.00001m) },
            bot with { Name = "b", Size = new TradeSize.QuoteMoney(5, "EUR") },
            bot with { Name = "c", Short = new ShortTerms(2, 0.0002m, 0.0002m) },
            bot with { Name = "d", Strategy = new StrategyChoice("./None.cs", new Dictionary<string, string>()) },
            bot with { Name = "e", Strategy = bot.Strategy with { Parameters = unknown } },
        ]);

        var lines = Run([path]).Split('\n');

        lines.Should().Contain(line => line.StartsWith($"{path}: bots[0]: --volume: 0.00001 XBT is less than"))
            .And.Contain(line => line.StartsWith($"{path}: bots[1]: --volume: '5EUR' is not allowed"))
            .And.Contain(line => line.StartsWith($"{path}: bots[2]: --short: scalping never sells short"))
            .And.Contain($"{path}: bots[3]: ./None.cs: no such file")
            .And.Contain(line => line.StartsWith($"{path}: bots[4]: ") && line.Contains("'x'"));
    }

    [Fact]
    public void Bots_on_the_simulator_and_on_an_exchange_are_refused_because_their_clocks_differ()
    {
        var path = FleetFile.Write(_here.Path,
        [
            FleetFile.Scalping("real", "XBTUSD"),
            FleetFile.Scalping("simulated", "XBTUSD") with { Venue = BotDefinition.Simulator },
        ]);

        Run([path]).Should().Be($"{path}: bots[1]: trades on the simulator, but {path}: bots[0] does not; their clocks "
            + "differ, so run them in processes of their own\n");
    }

    [Fact]
    public void New_live_bots_that_share_an_account_need_a_balance_each()
    {
        var bot = FleetFile.Scalping("one", "XBTUSD") with { Mode = TradingMode.Live, Balance = null };
        var path = FleetFile.Write(_here.Path, [bot, bot with { Name = "two", Pair = "ETHUSD", Balance = 500 }]);

        Run([path]).Should().Be(
            $"{path}: bots[0]: a new bot that shares its account needs a \"balance\", such as 1000\n");
    }

    [Fact]
    public void What_is_no_file_of_bots_is_one_line() =>
        Run(["", "/dev/zero", _here.Path]).Should().Be(
            $"'' is not the name of a file\n/dev/zero: is too long for a file of bots\n{_here.Path}: is a directory; "
            + "name its files\n");

    [Theory]
    [InlineData("One", "ETHUSD", "the bot's name is One, which")]
    [InlineData("two", "XBT/USD", "trades XBTUSD live on one account with")]
    [InlineData("two", "xxbtzusd", "trades XBTUSD live on one account with")]
    public void Bots_are_the_same_however_their_names_and_pairs_are_written(string name, string pair, string problem)
    {
        var bot = FleetFile.Scalping("one", "XBTUSD") with
        {
            Mode = TradingMode.Live,
            Balance = 500,
            Orders = new OrderTerms(OrderStyle.Limit, null),
        };
        var path = FleetFile.Write(_here.Path, [bot, bot with { Name = name, Pair = pair }]);

        Run([path]).Should().Contain($"bots[1]: {problem}".Replace("One,", "one,", StringComparison.Ordinal));
    }

    [Fact]
    public void An_option_that_says_what_a_bot_trades_is_no_file() =>
        Run(["a.json", "-x", "simulator"])
            .Should().Be("-x: not an option of 'run'; what a bot trades, and where, is in its file\n");

    [Fact]
    public void A_bot_that_runs_already_is_refused_with_the_rest()
    {
        var bot = FleetFile.Scalping("busy", "XBTUSD");
        var files = new[] { Write("a.json", bot), Write("b.json", FleetFile.Scalping("bad name", "XBTUSD")) };
        using var running = BotDatabase.Open(_here.Path, DiskJournal.IdentityOf(Guid.NewGuid(), StoredBot.Time) with
        {
            Name = "busy",
        });

        Run(files).Should().Contain($"{files[0]}: ").And.Contain("a bot is running on it")
            .And.Contain($"{files[1]}: name: 'bad name' is not allowed");
    }

    [Theory]
    [InlineData("--dead-mans-switch", "--dead-mans-switch: needs --live and --order limit or --order post-only\n")]
    [InlineData("--speed 2", "--speed: Kraken's clock cannot be sped up; use it with -x simulator\n")]
    [InlineData("--data synthetic", "--data: 'synthetic' needs --start; the synthetic market is history only. "
        + "For paper trading without Kraken use -x simulator\n")]
    public void Options_that_fit_none_of_the_bots_are_refused(string options, string error)
    {
        var file = Write("a.json", FleetFile.Scalping("a", "XBTUSD"));

        Shell.Run(["run", file, "--storage", _here.Path, .. options.Split(' ')])
            .Should().Be(new Shell.Outcome(2, "", error));
    }

    private string Write(string name, BotDefinition bot) => _here.Write(name, bot.ToJson());

    /// <summary>Whatever passes must not trade: nobody listens at that address.</summary>
    private string Run(string[] files) =>
        Shell.Run(["run", .. files, "--storage", _here.Path, "--at", "http://127.0.0.1:1", "--log-directory", "off"])
            .Errors;
}
