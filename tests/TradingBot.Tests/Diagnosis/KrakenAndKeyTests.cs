using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Diagnosis;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Simulators;

namespace TradingBot.Tests.Diagnosis;

/// <summary>The doctor at the bed of an offline Kraken.</summary>
public sealed class KrakenAndKeyTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _here = new();

    [Fact]
    public async Task A_healthy_Kraken_and_a_good_key_are_all_ok()
    {
        await using var kraken = await StartAsync();

        (await LinesAsync(kraken)).Select(line => line[..24].Trim()).Should().Equal(
            "ok    Kraken REST", "ok    clock", "ok    public socket", "ok    private socket", "ok    API key",
            "ok    API key's rights", "ok    withdrawal", "ok    rate limits");
        kraken.Record().Orders.Should().BeEmpty("nothing is placed");
    }

    [Fact]
    public async Task A_clock_that_is_off_is_measured()
    {
        await using var kraken = await StartAsync();

        (await LinesAsync(kraken, ahead: TimeSpan.FromSeconds(10.5))).Should().Contain(
            "FAIL  clock             10.0 s ahead of Kraken's; set it: timedatectl set-ntp true");
    }

    [Fact]
    public async Task A_clock_that_is_faster_than_ours_is_not_held_against_it()
    {
        await using var kraken = await StartAsync();

        (await LinesAsync(kraken, ahead: TimeSpan.FromHours(10), speed: 60)).Should().Contain(
            "ok    clock             Kraken's own, 60 times as fast as this machine's");
    }

    [Fact]
    public async Task Maintenance_is_a_warning()
    {
        await using var kraken = await StartAsync();
        kraken.SetStatus(TradingBot.Simulators.Kraken.Notation.ExchangeStatus.Maintenance);

        (await LinesAsync(kraken)).Should().ContainMatch(
            "warn  Kraken REST       maintenance, * ms; orders wait until Kraken is online; see status.kraken.com");
    }

    [Fact]
    public async Task A_key_Kraken_does_not_know_is_a_failure()
    {
        await using var kraken = await StartAsync();

        (await LinesAsync(kraken, key: () => new ApiKey("OTHER", OfflineKrakenOptions.DefaultSecret))).Should().ContainMatch(
            "FAIL  API key           *: EAPI:Invalid key; make a new key at Kraken, and check its IP addresses and its expiry");
    }

    [Fact]
    public async Task A_key_that_may_withdraw_is_a_warning()
    {
        await using var kraken = await StartAsync(new() { Permissions = ["query-funds", "withdraw-funds"] });

        (await LinesAsync(kraken)).Should().Contain(
            "warn  withdrawal        this key may withdraw funds; make one that may not; --live refuses it");
    }

    [Fact]
    public async Task A_key_without_a_right_is_a_failure_that_names_the_right()
    {
        await using var kraken = await StartAsync();
        var denied = new FaultRule { Fault = FaultKind.Error, On = "AddOrder", Times = 0, Error = "EGeneral:Permission denied" };
        kraken.Use(new FaultScenario(Seed: 1, [denied]));

        (await LinesAsync(kraken)).Should().Contain(
            "FAIL  API key's rights  it may not create orders (EGeneral:Permission denied); give it these rights at Kraken");
    }

    [Fact]
    public async Task A_key_another_process_uses_is_left_alone()
    {
        await using var kraken = await StartAsync();
        var key = Good();
        using var held = NonceFile.Open(KrakenExchange.NoncePath(
            new ExchangeOptions { StateDirectory = _here.Path }, key));

        (await LinesAsync(kraken)).Should().ContainMatch(
            "warn  API key           * another process may be trading with this API key; if a bot uses it, stop that bot *");
    }

    [Fact]
    public async Task Without_a_key_only_live_trading_is_in_danger()
    {
        await using var kraken = await StartAsync();

        (await LinesAsync(kraken, key: () => null)).Should().Contain(
            "warn  API key           none; paper trading needs none, --live does: places");
    }

    [Fact]
    public async Task A_key_file_others_may_read_is_a_failure()
    {
        await using var kraken = await StartAsync();

        (await LinesAsync(kraken, key: () => throw new UserError("kraken.key: others may read it"))).Should().Contain(
            "FAIL  API key           kraken.key: others may read it");
    }

    public void Dispose() => _here.Dispose();

    private static ApiKey Good() => new(OfflineKrakenOptions.DefaultKey, OfflineKrakenOptions.DefaultSecret);

    private static Task<OfflineKraken> StartAsync(OfflineKrakenOptions? options = null) =>
        OfflineKraken.StartAsync((options ?? new OfflineKrakenOptions()) with { Time = new ManualTime(Noon) });

    private async Task<List<string>> LinesAsync(
        OfflineKraken kraken, Func<ApiKey?>? key = null, TimeSpan ahead = default, double speed = 1)
    {
        await using var exchange = Connect(with: null);
        var ours = new ManualTime(Noon + ahead);
        var keys = new KeyChecks(key ?? Good, "places", "XBTUSD", Venues.Default.LimitsOf("starter"), Connect);
        var checks = new ExchangeChecks(exchange, ours, speed).All().Concat(keys.All());
        var lines = new List<string>();
        foreach (var check in checks)
            lines.AddRange((await check.Run(CancellationToken.None)).Select(finding => finding.ToString()));
        return lines;

        IExchange Connect(ApiKey? with) => Venues.Default.Connect(
            new ExchangeOptions { At = kraken.RestAddress, StateDirectory = _here.Path, IsImpatient = true },
            with,
            RealNetwork.With(TimeProvider.System),
            NullLoggerFactory.Instance);
    }
}
