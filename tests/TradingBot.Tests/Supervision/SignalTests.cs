using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Storage;

namespace TradingBot.Tests.Supervision;

/// <summary>How the daemon ends, as a process. deploy/check measures how long it takes; here only a hang would fail.</summary>
public sealed class SignalTests
{
    [LinuxFact]
    public async Task A_hang_up_is_nothing_to_a_daemon_and_two_requests_to_end_are_one()
    {
        await using var kraken = await KrakenAsync(speed: 1);
        using var bot = new SupervisedProcess(kraken.RestAddress);
        await bot.StartAsync();

        bot.Signal("HUP");
        (await bot.HeardAsync("STATUS=Trading XXBTZUSD on KRAKEN")).Should().BeTrue();
        bot.Signal("TERM");
        bot.Signal("TERM");

        (await bot.HeardAsync("STOPPING=1")).Should().BeTrue();
        (await bot.EndAsync()).Should().Match<(int ExitCode, string LastLine)>(
            end => end.ExitCode == 0 && end.LastLine.Contains("Ended: no trades yet", StringComparison.Ordinal));
    }

    [LinuxFact]
    public async Task An_interrupt_ends_it_the_same_way_while_Kraken_is_gone()
    {
        var kraken = await KrakenAsync(speed: 1);
        using var bot = new SupervisedProcess(kraken.RestAddress);
        await bot.StartAsync();

        await kraken.DisposeAsync();
        await bot.UntilItSaysAsync("WARNING");
        bot.Signal("INT");
        bot.Signal("INT"); // such as timeout(1) sends it, to the process and to its group

        (await bot.EndAsync()).ExitCode.Should().Be(0);
    }

    [LinuxFact]
    public async Task Why_it_could_not_begin_is_told_once()
    {
        using var bot = new SupervisedProcess(new Uri("http://127.0.0.1:1/")); // nobody listens there

        bot.Start();

        (await bot.EndAsync()).ExitCode.Should().Be(1);
        bot.Lines.Should().ContainSingle(line => line.Contains("could not get", StringComparison.Ordinal));
    }

    [LinuxFact]
    public async Task A_start_that_waits_for_an_answer_can_be_ended()
    {
        await using var kraken = await KrakenAsync(speed: 1, LateReply("OHLC"));
        using var bot = new SupervisedProcess(kraken.RestAddress);

        bot.Start();
        await SupervisedProcess.WaitAsync(() => kraken.FaultsHappened()[0] > 0);
        bot.Signal("TERM");

        (await bot.HeardAsync("STOPPING=1")).Should().BeTrue();
        (await bot.EndAsync()).ExitCode.Should().Be(0);
    }

    [LinuxFact]
    public async Task An_order_on_its_way_is_in_the_journal_when_it_has_ended_and_the_next_start_settles_it()
    {
        await using var kraken = await KrakenAsync(speed: 10, LateReply("add_order"));
        using var bot = new SupervisedProcess(
            kraken.RestAddress, "--live", "--speed", "10", "-p", "1", "--balance", "50000", "--order", "limit",
            "--order-patience", "1000", "--strategy", "sma-cross", "--set", "fast=1", "--set", "slow=2");
        await bot.StartAsync();
        await SupervisedProcess.WaitAsync(() => kraken.Record().Orders.Count > 0);

        bot.Signal("TERM");

        (await bot.EndAsync()).ExitCode.Should().Be(0);
        var placed = kraken.Record().Orders[0].Ticket.ClientId;
        Attempt().State.Should().NotBe(OrderState.Intended, "it has left");

        kraken.Use(FaultScenario.None);
        await bot.StartAsync();
        await SupervisedProcess.WaitAsync(() => Attempt().State is not (OrderState.Sending or OrderState.Unknown));
        bot.Signal("TERM");
        (await bot.EndAsync()).ExitCode.Should().Be(0);

        AttemptRecord Attempt() => BotReader.Read(bot.Database, reader => reader.Attempts())
            .Single(attempt => attempt.Id.ToString("D") == placed);
    }

    private static FaultRule LateReply(string on) =>
        new() { Fault = FaultKind.LateReply, On = on, Times = 0, Milliseconds = 600_000 };

    private static Task<OfflineKraken> KrakenAsync(double speed, params FaultRule[] rules) =>
        OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = new ScaledTime(speed),
            Markets = [MarketSetup.Synthetic("XBTUSD")],
            Faults = new FaultScenario(1, rules),
        });
}
