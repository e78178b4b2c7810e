using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Cli;

/// <summary>What is mistyped, does not go together, or would do nothing gets one line that helps.</summary>
public sealed class SmallAnswerTests : IDisposable
{
    private const string Backtest = "-p 240 --data synthetic -s 2020-02-01 -e 2020-04-30";
    private readonly TemporaryDirectory _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData(
        "--peroid 5", "'--peroid' is not a command or option (did you mean '--period'?); see 'TradingBot --help'")]
    [InlineData("hlep", "'hlep' is not a command or option (did you mean '--help'?); see 'TradingBot --help'")]
    [InlineData("help", "'help' is not a command or option (did you mean '--help'?); see 'TradingBot --help'")]
    [InlineData(
        "history import --skip-bda x.csv",
        "'--skip-bda' is not a command or option (did you mean '--skip-bad'?); see 'TradingBot history import --help'")]
    [InlineData("stauts x", "'stauts' is not a command or option (did you mean 'status'?); see 'TradingBot --help'")]
    [InlineData(
        "strategies lst",
        "'lst' is not a command or option (did you mean 'list'?); see 'TradingBot strategies --help'")]
    [InlineData(Backtest + " --speed 60", "--speed: not with --start")]
    [InlineData(Backtest + " --feed rest", "--feed: not with --start")]
    [InlineData("-c XBTUSD --output report", "--output: needs --start")]
    [InlineData("-c XBTUSD --slippage 0.05%", "--slippage: needs --start")]
    [InlineData("-c XBTUSD --gaps keep", "--gaps: needs --start")]
    [InlineData(Backtest + " --set fast=8 --set FAST=9", "--set: fast is given twice: fast=8, FAST=9")]
    [InlineData(
        Backtest + " --volume 0.00001", "--volume: 0.00001 XBT is less than the smallest order of XBTUSD, 0.00005 XBT")]
    public void One_line_says_what_is_wrong_and_what_is_meant(string arguments, string error)
    {
        var run = Shell.Run(arguments);

        (run.ExitCode, run.Output, run.Errors).Should().Be((ExitCode.WrongInput, "", error + "\n"));
    }

    [Theory]
    [InlineData("strategies", "macd-cross ")]
    [InlineData("config", "TradingBot:Period ")]
    public void A_command_alone_lists_what_there_is(string command, string line)
    {
        var run = Shell.Run(command);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        run.Output.Should().Contain(line);
    }

    [Theory]
    [InlineData("--order post-only", "an order rests from the candle after its signal and is filled at its limit")]
    [InlineData("", "a signal on a candle's close is filled at the open of the next candle in which anybody traded")]
    public void The_report_says_how_this_runs_orders_were_filled(string options, string convention) =>
        Shell.Run($"{Backtest} {options}").Output.Should().Contain("  " + convention);

    [Fact]
    public void A_run_that_could_pay_for_nothing_says_so_after_its_report()
    {
        var run = Shell.Run($"{Backtest} --balance 0.1");

        run.ExitCode.Should().Be(ExitCode.Failed);
        run.Output.Should().Contain("trades              0 closed, 0 open at the end");
        run.Errors.Should().MatchRegex("^--balance: no trade was made: 0.1 USD does not pay for any of [0-9]+ entries\n$");
    }

    [Fact]
    public void A_bot_that_is_not_there_is_told_from_those_that_are()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();

        var near = Shell.Run(["status", "bto", "--storage", bot.Here.Path]);
        var nowhere = Shell.Run(["orders", "bto", "--storage", _here["none"]]);

        near.Errors.Should().Be($"{bot.Here["bto.db"]}: no such bot; known here: bot\n");
        nowhere.Errors.Should().Be($"{Path.Combine(_here["none"], "bto.db")}: no such bot\n");
        (near.ExitCode, nowhere.ExitCode).Should().Be((ExitCode.Failed, ExitCode.Failed));
    }

    [Fact]
    public void What_is_no_CSharp_is_not_answered_with_a_compilers_riddles()
    {
        File.WriteAllText(_here["Py.cs"], "def on_candle(c):\n    return 'buy' if c.close > 1 else None\n");

        Shell.Run(["strategies", "show", _here["Py.cs"]]).Errors.Should().Be(
            $"{_here["Py.cs"]}: no strategy class in this C# file; 'TradingBot strategies new MyStrategy' writes one\n");
    }

    [Theory]
    [InlineData(null, null, "/", true)]
    [InlineData("", "", "", true)]
    [InlineData(null, null, "/home/me", false)] // known from the system's users
    [InlineData("/home/me", null, "/home/me", false)]
    [InlineData(null, "/var/lib/bot", "/", false)]
    public void A_user_without_a_home_is_told_so(string? home, string? data, string profile, bool isNowhere) =>
        UserData.IsNowhere(home, data, profile).Should().Be(isNowhere);
}
