using System.Globalization;
using TradingBot.Telemetry;
using TradingBot.Telemetry.DogStatsd;
using TradingBot.Tests.Hosting;

namespace TradingBot.Tests.Telemetry;

/// <summary>Whole sessions on the offline Kraken, and what they tell of themselves.</summary>
public sealed class SessionTelemetryTests
{
    private const int Decisions = 8;

    private static readonly Lazy<Task<string[]>> Undisturbed = new(() => DecisionsAsync(new MetricsOptions()));

    [Fact]
    public async Task The_figures_of_a_session_are_those_of_its_ledger()
    {
        using var receiver = StatsdReceiver.OnUdp();
        var receiving = receiver.LinesUntilAsync("}:Bot stopped|");
        Core.Accounts.Ledger ledger;
        await using (var live = await StartAsync(Statsd(receiver)))
        {
            await live.RunUntilAsync(session => session.Ledger?.Closed.Count >= 2);
            ledger = live.Ledger!;
        }

        List<string> lines = [.. await receiving, .. receiver.Arrived().SelectMany(datagram => datagram.Split('\n'))];
        var closed = ledger.Closed.ToArray();
        Sum(lines, "bottrade.profit").Should().BeApproximately((double)closed.Sum(trade => trade.Profit), 1e-9);
        Sum(lines, "bottrade.win_rate").Should().Be(closed.Sum(trade => trade.Profit > 0 ? 1 : -1));
        Sum(lines, "trading_fees").Should().BeApproximately((double)ledger.Fees, 1e-9);
        Sum(lines, "open.order").Should().Be(closed.Length + ledger.Open.Count);
        Sum(lines, "close.order").Should().Be(closed.Length);
        Sum(lines, "total_trading_volume").Should()
            .BeApproximately((double)(closed.Sum(trade => trade.Entry.Cost) + ledger.Open.Sum(trade => trade.Entry.Cost)), 1e-9);
        Events(lines, "Bot started").Should().ContainSingle().Which.Should().Contain("Trading XXBTZUSD on SIMULATOR with swings @ 1 minute");
        Events(lines, "Order Open").Should().HaveCount(closed.Length + ledger.Open.Count);
        Events(lines, "Order Close").Should().HaveCount(closed.Length).And.OnlyContain(line => line.Contains("|t:success|"));
        lines.Should().Contain(line => line.StartsWith("_sc|tradingbot.feed|0|#"))
            .And.Contain(line => line.StartsWith("tradingbot.order.tick_to_order:"))
            .And.Contain(line => line.StartsWith("tradingbot.journal.commit_time:"))
            .And.OnlyContain(line => line.Contains("#bot_name:simulator-paper-XBTUSD-1-swings,bot_id:") || line.StartsWith("datadog."));
    }

    [Theory]
    [InlineData("a receiver that never reads")]
    [InlineData("a port where nobody listens")]
    [InlineData("a host that does not exist")]
    public async Task Nothing_about_its_receiver_changes_what_a_session_decides(string receiver)
    {
        using var here = new TemporaryDirectory();
        var path = Path.Combine(here.Path, "dsd.socket");
        using var silent = StatsdReceiver.OnUnix(path);
        var target = receiver switch
        {
            "a receiver that never reads" => DogStatsdTarget.Unix(path),
            "a port where nobody listens" => DogStatsdTarget.Udp("127.0.0.1", 9),
            _ => DogStatsdTarget.Udp("no-such-host.invalid", 8125),
        };

        var decisions = await DecisionsAsync(new MetricsOptions { Statsd = target });

        decisions.Should().Equal(await Undisturbed.Value);
    }

    private static async Task<string[]> DecisionsAsync(MetricsOptions metrics)
    {
        await using var live = await StartAsync(metrics);
        await live.RunUntilAsync(session => session.Decisions.Count >= Decisions);
        return [.. live.Decisions.Take(Decisions)];
    }

    private static Task<SimulatedSession> StartAsync(MetricsOptions metrics) => SimulatedSession.StartAsync(
        record => Swings.Of(warmUp: 0, record), bot => bot.Run(options => options with { Metrics = metrics }));

    private static MetricsOptions Statsd(StatsdReceiver receiver) =>
        new() { Statsd = DogStatsdTarget.Udp("127.0.0.1", receiver.Port) };

    private static double Sum(IEnumerable<string> lines, string counter) => lines
        .Where(line => line.StartsWith(counter + ":", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split('|')[0].Split(':')[1], CultureInfo.InvariantCulture));

    private static string[] Events(IEnumerable<string> lines, string title) =>
        [.. lines.Where(line => line.StartsWith("_e{", StringComparison.Ordinal) && line.Contains($"}}:{title}|", StringComparison.Ordinal))];
}
