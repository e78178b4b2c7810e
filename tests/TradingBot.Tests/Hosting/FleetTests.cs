using TradingBot.Bots;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Faults;
using TradingBot.Tests.Storage;
using TradingBot.Tests.Supervision;

namespace TradingBot.Tests.Hosting;

/// <summary>Several bots in one process, as a user starts it.</summary>
public sealed class FleetTests
{
    private const double Speed = 20;
    private const decimal Cash = 20_000;

    private static readonly string[] Others = ["paper-1", "paper-2", "live-1", "live-2"];

    [LinuxFact]
    public async Task Of_three_paper_and_two_live_bots_one_that_throws_ends_alone_and_four_trade_on()
    {
        await using var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = new ScaledTime(Speed),
            Markets = [MarketSetup.Synthetic("XBTUSD"), MarketSetup.Synthetic("ETHUSD")],
        });
        using var fleet = SupervisedProcess.OfFleet(
            kraken.RestAddress,
            here => Five(FleetFile.WriteThrower(here, kraken.Record().Time)),
            "--speed", "20", "--tier", "pro", "--dead-mans-switch");
        await fleet.StartAsync();

        await fleet.UntilItSaysAsync("thrower: Ended: ");
        var orders = kraken.Record().Orders.Count;
        foreach (var bot in Others)
            await fleet.UntilItSaysAsync($"{bot}: Ledger: ", after: "thrower: Ended: ");
        await SupervisedProcess.WaitAsync(() => kraken.Record().Orders.Count > orders + 1);
        fleet.Signal("TERM");

        (await fleet.EndAsync()).ExitCode.Should().Be(2, "it is the failed one's");
        fleet.Lines.Should().ContainSingle(line => line.Contains("Ended: ") && line.Contains("planted"))
            .Which.Should().Contain(":ERROR: thrower: Ended: ").And.Contain("Thrower.cs");
        foreach (var bot in Others)
            fleet.Lines.Should().ContainSingle(line => line.Contains($":INFO: {bot}: Ended: "));
        CheckBooks(fleet, kraken);
    }

    [LinuxFact]
    public async Task A_bot_that_cannot_begin_ends_alone_and_what_it_says_names_it()
    {
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = TimeProvider.System, Markets = [MarketSetup.Synthetic("XBTUSD")] });
        using var fleet = SupervisedProcess.OfFleet(kraken.RestAddress, _ =>
        [
            FleetFile.Scalping("good", "XBTUSD"),
            FleetFile.Scalping("bad", "ETHUSD"), // which this Kraken does not have
        ]);
        await fleet.StartAsync();

        await fleet.UntilItSaysAsync("bad: Ended: ");
        await fleet.UntilItSaysAsync("good:  Open: ", after: "bad: Ended: ");
        fleet.Signal("TERM");

        (await fleet.EndAsync()).ExitCode.Should().NotBe(0);
    }

    [LinuxFact]
    public async Task Stored_bots_that_cannot_both_have_what_they_hold_are_both_refused()
    {
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = TimeProvider.System, Markets = [MarketSetup.Synthetic("XBTUSD")] });
        var (all, now) = (kraken.Record().Balances["XBT"].Balance, kraken.Record().Time);
        string[] names = ["first", "second"];
        using var fleet = SupervisedProcess.OfFleet(kraken.RestAddress, here => names.Select(name =>
        {
            HoldingBot.Store(here, HoldingBot.Identity(name, "kraken", now), held: all * 0.6m);
            return FleetFile.Scalping(name, "XBTUSD") with { Mode = TradingMode.Live, Balance = 10_000 };
        }));
        fleet.Start();

        (await fleet.EndAsync()).ExitCode.Should().Be(1);
        foreach (var bot in names)
        {
            fleet.Lines.Should().ContainSingle(line => line.Contains($":ERROR: {bot}: Ended: the account holds ")
                && line.Contains(" and those of the other bots of this process "));
        }
    }

    private static IEnumerable<BotDefinition> Five(string thrower)
    {
        var live = FleetFile.Scalping("live-1", "XBTUSD") with { Mode = TradingMode.Live, Balance = Cash };
        yield return FleetFile.Scalping("paper-1", "XBTUSD");
        yield return FleetFile.Scalping("paper-2", "ETHUSD");
        yield return FleetFile.Scalping("thrower", "XBTUSD") with
        {
            Strategy = new StrategyChoice(thrower, new Dictionary<string, string>()),
        };
        yield return live;
        yield return live with
        {
            Name = "live-2",
            Pair = "ETHUSD",
            Orders = new OrderTerms(OrderStyle.Limit, TimeSpan.FromSeconds(20)),
        };
    }

    /// <summary>Every order is in one journal, whole, and what an end left open the next start would ask for.</summary>
    private static void CheckBooks(SupervisedProcess fleet, OfflineKraken kraken)
    {
        string[] databases = [.. Others[2..].Select(bot => Path.Combine(fleet.Storage, $"{bot}.db"))];
        KillBooks.Differences(databases, kraken.Record(), Cash)
            .Where(line => !line.StartsWith("left behind", StringComparison.Ordinal)
                && !line.StartsWith("figures", StringComparison.Ordinal)
                && !line.StartsWith("money", StringComparison.Ordinal))
            .Should().BeEmpty();
    }
}
