using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using TradingBot.Bots;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Bots.Preparation;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Logging;
using TradingBot.Notifications;
using TradingBot.Supervision;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>The process around its bots: the host and its signals, the exchanges, the logs, and who follows.</summary>
/// <param name="accesses">Where the bots trade, each with its bots.</param>
/// <param name="fleet">What log files are named after; null: there is one bot, and nothing has to name it.</param>
/// <param name="run">How the program runs them.</param>
/// <param name="slackSecret">Where a token or a webhook may be.</param>
internal sealed class TradingHost(
    IReadOnlyList<VenueAccess> accesses, string? fleet, RunOptions run, SlackSecretSource slackSecret)
{
    /// <summary>Runs the bots until each has ended.</summary>
    /// <returns>What came of each, in the order of the accesses.</returns>
    public async Task<IReadOnlyList<BotResult>> RunAsync(CancellationToken stop)
    {
        string[] names = [.. accesses.SelectMany(access => access.Bots).Select(run.NameOf)];
        using var supervisor = new Supervisor(Environment.GetEnvironmentVariable, fleet is null ? [] : names);
        var logs = SessionLogs.Open(run.Log, fleet ?? names[0], accesses[0].Time);
        await using var closing = logs.ConfigureAwait(false);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddSerilog(logs.Logger);
        foreach (var access in accesses.Where(access => access.IsSimulated))
            TellOfSimulator(logs, access.Speed);
        if (run.Slack is { } slack)
            builder.Services.AddSlack(slack, slackSecret.Find(slack.TokenFile, slack.WebhookFile));
        IReadOnlyList<HostedBot> bots = [];
        // Made once the host is there, and after what is registered above, which outlives it.
        builder.Services.AddSingleton(provider => new SessionService(
            [.. bots.Select<HostedBot, Func<CancellationToken, Task<BotResult>>>(bot => bot.RunAsync)],
            provider.GetRequiredService<IHostApplicationLifetime>()));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SessionService>());
        using var host = builder.Build();
        await using var exchanges = new Connected();
        bots = [.. accesses.SelectMany(access => BotsOf(access, host.Services, exchanges, supervisor, logs))];
        var service = host.Services.GetRequiredService<SessionService>();
        supervisor.Follow(host.Services.GetRequiredService<IHostApplicationLifetime>());
        await host.RunAsync(stop).ConfigureAwait(false); // which disposes of the host as well
        if (logs.Lost > 0)
            logs.Logger.Warning("{Count} log lines were lost in all", logs.Lost);
        return service.Results;
    }

    private void TellOfSimulator(SessionLogs logs, double speed) => logs.Logger.Information(
        "Simulator inside this program, at {Speed} times real time. Nothing is stored, and 'status', 'stop' and the "
        + "like cannot reach {Whom}; for that, run 'TradingBot simulate-kraken' and use '-x kraken --at URL'",
        speed,
        fleet is null ? "this bot" : "its bots");

    private IEnumerable<HostedBot> BotsOf(
        VenueAccess access, IServiceProvider services, Connected exchanges, Supervisor supervisor, SessionLogs logs)
    {
        var shared = services.GetRequiredService<ILoggerFactory>();
        var environment = supervisor.ListenTo(RealNetwork.With(access.Time));
        var exchange = exchanges.Add(access.Connect(environment, shared));
        var account = new SharedAccount(shared);
        StoredShares.Reserve(
            account,
            access.Bots[0].Definition.Venue,
            access.Place.StorageDirectory,
            access.Bots.Select(run.NameOf));
        var notices = services.GetService<NoticeQueue>();
        foreach (var bot in access.Bots)
        {
            var name = run.NameOf(bot);
            var log = fleet is null ? new BotLog(logs) : new BotLog(logs, name, access.Time);
            var followers = new LiveFollowers(
                notices,
                notices is null ? null : FailedStartOf(bot, access.Place, notices),
                new SessionTelemetry(run.Metrics, TimeProvider.System));
            var host = new BotHost(exchange, environment, log.Factory ?? shared)
            {
                Account = account,
                Followers = followers.Of(
                    supervisor.FollowersOf(name), (log.Factory ?? shared).CreateLogger<MetricsLog>()),
            };
            yield return new HostedBot(
                new BotRun(new BotBuilder(bot, access.Place, host), followers.StartFailed),
                followers,
                log,
                () => supervisor.Ended(name));
        }
    }

    private FailedStart FailedStartOf(LoadedBot bot, BotEnvironment place, NoticeQueue notices)
    {
        var (definition, symbol) = (bot.Definition, run.PairOf(bot.Definition).Id.Symbol);
        var source = Notice.SourceOf(run.NameOf(bot), definition.ModeName, symbol, definition.Venue);
        return new FailedStart(run.NameOf(bot), source, place.StorageDirectory, notices, TimeProvider.System);
    }

    /// <summary>Exchanges that are connected to, each for all of its bots; left when these have ended.</summary>
    private sealed class Connected : IAsyncDisposable
    {
        private readonly List<IExchange> _all = [];

        public IExchange Add(IExchange exchange)
        {
            _all.Add(exchange);
            return exchange;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var exchange in _all)
                await exchange.DisposeAsync().ConfigureAwait(false);
        }
    }
}
