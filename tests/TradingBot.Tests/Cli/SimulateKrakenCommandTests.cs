using TradingBot.Cli;
using TradingBot.Simulators.Kraken.Accounts;

namespace TradingBot.Tests.Cli;

public class SimulateKrakenCommandTests
{
    [Fact]
    public void It_says_where_it_listens_and_ends_with_ctrl_c()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        var outcome = Shell.Run("simulate-kraken --listen 127.0.0.1:0 --speed 60", stop.Token);

        outcome.ExitCode.Should().Be(0, outcome.Errors);
        outcome.Output.Should().MatchRegex(@"REST +http://127\.0\.0\.1:\d+").And.MatchRegex(
            @"private socket +ws://127\.0\.0\.1:\d+/v2");
    }

    [Theory]
    [InlineData("", AccountTier.Starter)]
    [InlineData("--tier intermediate", AccountTier.Intermediate)]
    [InlineData("--tier PRO", AccountTier.Pro)]
    public void The_account_is_a_new_one_unless_its_tier_is_said(string arguments, AccountTier tier)
    {
        var command = SimulateKrakenCommand.Create(TextWriter.Null, CancellationToken.None);

        SimulateKrakenCommand.Options(command.Parse(arguments)).Tier.Should().Be(tier);
    }

    [Fact]
    public void It_remembers_as_much_of_a_market_as_it_is_told()
    {
        var command = SimulateKrakenCommand.Create(TextWriter.Null, CancellationToken.None);

        var options = SimulateKrakenCommand.Options(command.Parse("--history 90 --tape 1000000"));

        (options.History, options.TradesKept).Should().Be((TimeSpan.FromDays(90), 1_000_000));
    }

    [Theory]
    [InlineData("--listen here", "--listen: 'here' is not allowed; use an address and a port, such as 127.0.0.1:8080")]
    [InlineData("--speed 0", "--speed: '0' is not allowed; use a number from 0.1 to 100000")]
    [InlineData("--history 0", "--history: '0' is not allowed; use a whole number from 1 to 1800")]
    [InlineData("--tape all", "--tape: 'all' is not allowed; use a whole number from 1 to 100000000")]
    [InlineData("--tier gold", "--tier: 'gold' is not allowed; use starter or intermediate or pro")]
    [InlineData("--pairs WWWUSD", "--pairs: 'WWWUSD' is not a pair of the simulator; use XBTUSD, XBTEUR, *")]
    [InlineData("--data /nowhere", "--pairs: no candles of XBTUSD in /nowhere; see 'TradingBot history list'")]
    [InlineData("--faults /nowhere.json", "--faults: /nowhere.json: *")]
    [InlineData(
        "--listen 192.0.2.1:0", "--listen 192.0.2.1:0, --listen-private 127.0.0.1:0: Cannot assign requested address*")]
    public void A_wrong_option_is_one_line(string arguments, string error)
    {
        var outcome = Shell.Run("simulate-kraken " + arguments);

        outcome.ExitCode.Should().NotBe(0);
        outcome.Errors.TrimEnd().Should().Match(error).And.NotContain("\n");
    }
}
