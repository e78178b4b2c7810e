using TradingBot.Configuration;

namespace TradingBot.Tests.Cli;

public sealed class ConfigurationTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void A_file_is_weaker_than_the_environment_and_that_than_an_argument()
    {
        File("""{ "TradingBot": { "Period": 15, "Trades": "2", "Fee": "0.1%" } }""");
        _variables["TRADINGBOT__TRADES"] = "4";
        _variables["TRADINGBOT__FEE"] = "0.2%";

        var shown = Run("config", "show", "--fee", "0.3%").Output;

        shown.Should().MatchRegex(@"TradingBot:Period +15 +appsettings\.json: TradingBot:Period\n")
            .And.MatchRegex(@"TradingBot:Trades +4 +TRADINGBOT__TRADES\n")
            .And.MatchRegex(@"TradingBot:Fee +0\.3% +--fee\n")
            .And.MatchRegex(@"TradingBot:Slippage +0 +default\n");
    }

    [Fact]
    public void What_is_configured_is_what_is_traded()
    {
        File("""
            // a comment, and a last comma
            { "TradingBot": { "Data": "synthetic", "Period": 60, "Start": "2020-03-01", "End": "2020-03-31", "Verbose": true, } }
            """);
        var configured = Run();

        configured.ExitCode.Should().Be(0, configured.Errors);
        configured.Output.Should().Be(Shell.Run("--data synthetic -p 60 -s 2020-03-01 -e 2020-03-31 --verbose").Output);
        Run("--verbose", "false").Output.Length.Should().BeLessThan(configured.Output.Length);
    }

    [Fact]
    public void All_problems_are_listed_at_once_each_with_its_place_and_what_is_allowed()
    {
        File("""{ "TradingBot": { "Period": 7, "Perod": 5, "Live": "yes", "Set": { "fast": 1.5, "warp": 9 } }, "Trades": 3 }""");
        _variables["TRADINGBOT__MAXDAILYLOS"] = "5%";
        _variables["TRADINGBOT__FEE"] = "11%";
        _variables["TRADINGBOT_MAX_DRAWDOWN"] = "20%";

        var run = Run("-t", "0", "--set", "slow");

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Errors.TrimEnd('\n').Split('\n').Should().BeEquivalentTo(
            "appsettings.json: Trades: is not a setting; settings are in the section \"TradingBot\"",
            "appsettings.json: TradingBot:Perod: is not a setting; did you mean TradingBot:Period?",
            "appsettings.json: TradingBot:Live: 'yes' is not allowed; use true or false",
            "TRADINGBOT__MAXDAILYLOS: is not a setting; did you mean TRADINGBOT__MAXDAILYLOSS?",
            "TRADINGBOT_MAX_DRAWDOWN: is not a setting; did you mean TRADINGBOT__MAXDRAWDOWN?",
            "appsettings.json: TradingBot:Set:fast: '1.5' is not allowed for fast; use a whole number from 1 to 5000",
            Shell.Run("--set warp=9").Errors.TrimEnd('\n').Replace("--set", "appsettings.json: TradingBot:Set:warp", StringComparison.Ordinal),
            "--set: 'slow' is not allowed; use name=value, such as --set fast=12",
            "appsettings.json: TradingBot:Period: '7' is not allowed; use minutes that divide a day, such as 5 or 120, or whole days up to 15; 5m, 2h, 1d and 1w are the same",
            "TRADINGBOT__FEE: '11%' is not allowed; use a rate from 0 to 10%, such as 0.26% or 0.0026",
            "--poll: '0' is not allowed; use seconds from 0.1 to 3600");
        Run("config", "check", "-t", "0", "--set", "slow").Should().Be(run, "it finds the same");
    }

    [Fact]
    public void Values_that_do_not_go_together_are_all_listed_once_each_is_right()
    {
        File("""{ "TradingBot": { "End": "2020-01-01", "OrderPatience": 60, "DeadMansSwitch": true } }""");

        Run("--live", "--validate").Errors.Should().Be(
            "appsettings.json: TradingBot:OrderPatience: needs --order limit or --order post-only\n");
        Run("--live", "--validate", "--order", "limit").Errors.Should().Be(
            "appsettings.json: TradingBot:End: needs --start; both together select the part of history to trade\n"
            + "--validate: not with --live; it is for paper trading\n");
    }

    [Fact]
    public void Nothing_is_said_of_the_parameters_of_a_strategy_that_does_not_exist()
    {
        File("""{ "TradingBot": { "Strategy": "best", "Set": { "warp": 9 } } }""");

        Run().Errors.Should().StartWith("appsettings.json: TradingBot:Strategy: 'best' is not a strategy;").And.NotContain("warp");
    }

    [Fact]
    public void Parameters_belong_to_the_strategy_they_stand_beside()
    {
        File("""{ "TradingBot": { "Strategy": "sma-cross", "Set": { "fast": 5, "slow": 10, "stop-loss": 3 } } }""");
        _variables["TRADINGBOT__SET__STOP_LOSS"] = "4";

        Run("config", "show", "--set", "fast=6").Output.Should().MatchRegex("Set:fast +6 +--set\n")
            .And.MatchRegex("Set:slow +10 +appsettings.json: TradingBot:Set:slow\n")
            .And.MatchRegex("Set:stop-loss +4 +TRADINGBOT__SET__STOP_LOSS\n");
        Run("config", "show", "--strategy", "macd").Output.Should().NotContain("Set:");
    }

    [Fact]
    public void A_backtest_does_not_mind_what_only_a_session_has_unless_it_is_an_argument()
    {
        File("""{ "TradingBot": { "Live": true, "MaxDailyLoss": "5%", "Name": "Localbot", "Data": "synthetic", "Period": 60 } }""");

        Run("-s", "2020-03-01", "-e", "2020-03-02").ExitCode.Should().Be(0);
        Run("-s", "2020-03-01", "--name", "Localbot").Errors
            .Should().Be("--name: not with --start; a backtest sends nothing to Kraken\n");
    }

    [Theory]
    [InlineData("""{ "TradingBot": { "Period": "" } }""", "appsettings.json: TradingBot:Period: is empty; give it a value, or leave it out")]
    [InlineData("""{ "TradingBot": { "Period": null } }""", "appsettings.json: TradingBot:Period: is empty; give it a value, or leave it out")]
    [InlineData("""{ "TradingBot": { "Period": [5, 15] } }""", "appsettings.json: TradingBot:Period:0: is not a setting; one value is allowed here*")]
    [InlineData("""{ "TradingBot": { "Set": "fast=5" } }""", "appsettings.json: TradingBot:Set: is a section; give each name its value")]
    [InlineData("""{ "TradingBot": { "max-daily-loss": "5%" } }""", "appsettings.json: TradingBot:max-daily-loss: is not a setting; did you mean TradingBot:MaxDailyLoss?")]
    [InlineData("""{ "TradingBot": { "Frobnicate": 1 } }""", "appsettings.json: TradingBot:Frobnicate: is not a setting; 'TradingBot config show' lists them")]
    [InlineData("""{ "TradingBot": { "Config": "other.json" } }""", "appsettings.json: TradingBot:Config: is not a setting;*")]
    [InlineData("{\n  \"TradingBot\": { \"Period\" 5 }\n}", "appsettings.json: not JSON at line 2, column *: *")]
    [InlineData("""{ "TradingBot": { "Period": 5, "period": 15 } }""", "appsettings.json: *duplicate key*")]
    public void A_file_that_does_not_do_is_one_line(string content, string message)
    {
        File(content);

        var run = Run("config", "check");

        run.ExitCode.Should().Be(2);
        run.Errors.TrimEnd('\n').Should().Match(message).And.NotContain("   at ");
    }

    [Fact]
    public void The_file_is_the_chosen_one_else_the_one_here_else_the_one_beside_the_program()
    {
        Directory.CreateDirectory(_here["program"]);
        _here.Write("program/appsettings.json", """{ "TradingBot": { "Trades": 1 } }""");
        Run("config", "show").Output.Should().MatchRegex($"Trades +1 +{_here["program"]}/appsettings.json: ");

        File("""{ "TradingBot": { "Trades": 2 } }""");
        Run("config", "show").Output.Should().MatchRegex("Trades +2 +appsettings.json: ");

        _here.Write("mine.json", """{ "TradingBot": { "Trades": 3 } }""");
        Run("config", "show", "--config", "mine.json").Output.Should().MatchRegex("Trades +3 +mine.json: ");
        Run("--config", "none.json").Errors.Should().Be("none.json: no such file\n");
    }

    [Fact]
    public void A_value_that_looks_like_an_option_stays_a_value()
    {
        _variables["TRADINGBOT__NAME"] = "-s";

        Run("config", "show").Output.Should().MatchRegex("Name +-s +TRADINGBOT__NAME\n");
    }

    [Fact]
    public void Help_needs_no_configuration()
    {
        File("not JSON");

        Run("--help").ExitCode.Should().Be(0);
        Run("config", "--help").ExitCode.Should().Be(0);
        Run("strategies", "list").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Commands_about_a_bot_know_its_name_and_place_from_the_configuration_and_mind_nothing_else()
    {
        File("""{ "TradingBot": { "Name": "Localbot", "Storage": "/nowhere", "Perod": 5 } }""");

        Run("status").Errors.Should().Contain("/nowhere/Localbot.db");
        Run("status", "Itchbot").Errors.Should().Contain("/nowhere/Itchbot.db");
        Run("orders", "--name", "Itchbot", "--storage", "/elsewhere").Errors.Should().Contain("/elsewhere/Itchbot.db");
        Run("halt").Errors.Should().Contain("/nowhere/Localbot.db");
        Shell.Run("status").Errors.Should().Be("bot: name one, by its name or its database file\n");
    }

    [Fact]
    public void The_commands_of_history_know_the_store_from_the_configuration()
    {
        _variables["TRADINGBOT__DATA"] = _here["candles"];
        Run("history", "list").Output.Should().StartWith($"no candles in {_here["candles"]};");

        _variables["TRADINGBOT__DATA"] = "synthetic";
        Run("history", "list").Errors.Should().Be("TRADINGBOT__DATA: 'synthetic' is generated and has no history; use a directory\n");
    }

    [Fact]
    public void What_only_an_argument_may_say_is_refused_elsewhere_by_a_collector_too()
    {
        File("""{ "TradingBot": { "KeepDays": 30, "Trades": 2 } }""");
        _variables["TRADINGBOT__BOOK"] = "1000";

        var check = Run("config", "check");
        var collect = Run("collect", "-c", "XBTUSD", "--data", _here["recording"]);

        check.Should().Be(new Shell.Outcome(
            2,
            "",
            "appsettings.json: TradingBot:KeepDays: is not a setting; --keep-days is allowed as an argument only\n"
            + "TRADINGBOT__BOOK: is not a setting; --book is allowed as an argument only\n"));
        collect.Should().Be(check);
        Directory.Exists(_here["recording"]).Should().BeFalse();
    }

    [Fact]
    public void An_error_after_the_start_names_its_place_too()
    {
        _variables["TRADINGBOT__KEY"] = "/does/not/exist";

        Run().Errors.Should().Be("TRADINGBOT__KEY: /does/not/exist: no such file\n");
    }

    [Fact]
    public void Checking_says_so_in_one_line_and_leaves_nothing_behind()
    {
        File($$"""{ "TradingBot": { "Start": "2020-01-01", "Output": "{{_here["report"]}}" } }""");

        Run("config", "check").Should().Be(new Shell.Outcome(
            0, "appsettings.json, environment and arguments: no problems in 2 settings\n", ""));
        Directory.Exists(_here["report"]).Should().BeFalse();
    }

    [Fact]
    public void Checking_finds_a_wrong_name_and_says_which_secrets_it_does_not_see()
    {
        _variables["TRADINGBOT__NAME"] = "my bot";
        Run("config", "check").Should().Be(new Shell.Outcome(
            2, "", "TRADINGBOT__NAME: 'my bot' is not a name for a bot; use letters, digits, '.', '-' and '_'\n"));

        _variables.Remove("TRADINGBOT__NAME");
        var run = Run("config", "check", "--live", "--slack", "#reporting");
        run.ExitCode.Should().Be(0, "a service may be given them as credentials");
        run.Output.Split('\n')[1..].Should().Equal(
            "cannot be checked from here: " + Shell.Run("--live").Errors.TrimEnd('\n'),
            "cannot be checked from here: " + Shell.Run("-x simulator --slack #reporting").Errors.TrimEnd('\n'),
            "");
        _variables["SLACK_BOT_TOKEN"] = "xoxb canary";
        Run("config", "check", "--slack", "#reporting").Should().Be(Run("-x", "simulator", "--slack", "#reporting"));
    }

    [Fact]
    public void A_secret_is_shown_by_its_place_only()
    {
        _variables["TRADINGBOT_KRAKEN_KEY"] = "canary";
        _variables["TRADINGBOT_KRAKEN_SECRET"] = "Y2FuYXJ5LWNhbmFyeQ==";

        var run = Run("config", "show");

        run.ExitCode.Should().Be(0);
        run.Output.Should().MatchRegex(@"Kraken API key +\*+ +TRADINGBOT_KRAKEN_KEY, TRADINGBOT_KRAKEN_SECRET\n");
        (run.Output + run.Errors).Should().NotContain("canary").And.NotContain("Y2Fu");
    }

    public void Dispose() => _here.Dispose();

    private void File(string content) => _here.Write(ConfigurationPlaces.FileName, content);

    private Shell.Outcome Run(params string[] arguments) =>
        Shell.Run(arguments, new ConfigurationPlaces(_variables, _here.Path, _here["program"]));
}
