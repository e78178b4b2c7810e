using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog;
using TradingBot.Bots;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Hosting;
using TradingBot.Input;
using TradingBot.Logging;
using TradingBot.Notifications;
using TradingBot.Reports;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Supervision;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>
/// Trades a market as it happens, on paper or with real money: wires the host, the exchange and the session.
/// </summary>
internal static partial class LiveMarket
{
    /// <summary>On the exchange itself, or one at another address.</summary>
    /// <param name="bot">What to trade, and how.</param>
    /// <param name="run">Its speed is 1, but for an offline one.</param>
    /// <param name="secrets">Where a key may be; paper trading does without one.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">The key cannot be used, or orders are to be validated without one.</exception>
    public static async Task<int> OnExchangeAsync(
        LoadedBot bot, RunOptions run, SessionSecrets secrets, CancellationToken stop)
    {
        var key = secrets.Key.Find(run.KeyFile);
        if (key is null && SessionSecrets.NeedsKey(bot.Definition, run))
            throw new UserError(secrets.KeyMissing(bot.Definition, run.Venue));

        var speed = run.Speed ?? 1;
        var elsewhere = run.Environment.At;
        var options = new ExchangeOptions
        {
            At = elsewhere,
            StateDirectory = ExchangeOptions.DefaultStateDirectory,
            KeepsPairs = elsewhere is null,
            AccountTier = run.Tier,
            AgreesToTrading = run.AgreesToTrading,
            Speed = speed,
        };
        // A clock that runs faster than the wall's has to begin where the exchange's is.
        var time = speed == 1
            ? TimeProvider.System
            : new ScaledTime(speed, await TimeOfAsync(run.Venue, options, stop).ConfigureAwait(false));
        return await RunAsync(bot, run, options, key, secrets.Slack, time, stop).ConfigureAwait(false);
    }

    private static async Task<DateTimeOffset> TimeOfAsync(
        IVenue venue, ExchangeOptions options, CancellationToken stop)
    {
        var exchange = venue.Connect(
            options, key: null, RealNetwork.With(TimeProvider.System), NullLoggerFactory.Instance);
        await using (exchange.ConfigureAwait(false))
        {
            var answer = await exchange.Market.TimeAsync(stop).ConfigureAwait(false);
            return answer is Answer<DateTime>.Success { Value: var now }
                ? new DateTimeOffset(now, TimeSpan.Zero)
                : throw new UserError(
                    $"--at: {exchange.Addresses[0].Uri} did not tell its time: {AnswerText.Of(answer)}",
                    ExitCode.Failed);
        }
    }

    /// <summary>
    /// On an offline Kraken in this process, through the same client over HTTP and WebSocket on loopback. Both live by
    /// one clock that runs faster than the wall's, so that every timeout keeps its meaning.
    /// </summary>
    /// <param name="bot">What to trade, and how.</param>
    /// <param name="run">A minute of its time takes a second unless it says otherwise.</param>
    /// <param name="slack">Where a token or a webhook may be; the simulator's key is its own.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> OnSimulatorAsync(
        LoadedBot bot, RunOptions run, SlackSecretSource slack, CancellationToken stop)
    {
        var speed = run.Speed ?? 60;
        var time = new ScaledTime(speed);
        var simulated = new OfflineKrakenOptions
        {
            Time = time,
            Markets = [MarketOf(bot.Definition.Pair)],
            Tier = Enum.Parse<Simulators.Kraken.Accounts.AccountTier>(run.Tier ?? "starter", ignoreCase: true),
        };
        var kraken = await OfflineKraken.StartAsync(simulated, stop).ConfigureAwait(false);
        // Its key, nonces and account are of this run only, and real candles do not continue a made-up market.
        var state = Directory.CreateTempSubdirectory("tradingbot-simulator-");
        try
        {
            var options = new ExchangeOptions
            {
                At = kraken.RestAddress,
                StateDirectory = state.FullName,
                Speed = speed,
                AccountTier = run.Tier,
            };
            var key = new ApiKey(kraken.Credentials.Key, kraken.Credentials.Secret);
            var place = run.Environment with { CandleDirectory = null, StorageDirectory = state.FullName };
            return await RunAsync(bot, run with { Environment = place }, options, key, slack, time, stop)
                .ConfigureAwait(false);
        }
        finally
        {
            await kraken.DisposeAsync().ConfigureAwait(false);
            state.Delete(recursive: true);
        }
    }

    private static MarketSetup MarketOf(string pair)
    {
        try
        {
            return MarketSetup.Synthetic(pair);
        }
        catch (ArgumentException unknown)
        {
            throw new UserError($"--currency: {unknown.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private static async Task<int> RunAsync(
        LoadedBot bot,
        RunOptions run,
        ExchangeOptions options,
        ApiKey? key,
        SlackSecretSource slackSecret,
        TimeProvider time,
        CancellationToken stop)
    {
        using var supervisor = new Supervisor(Environment.GetEnvironmentVariable);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        var pair = run.Venue.Pairs.SymbolOf(bot.Definition.Pair); // until the exchange says what it really is
        var logs = SessionLogs.Open(run.Log, bot.NameOn(pair), time);
        await using var closing = logs.ConfigureAwait(false);
        builder.Logging.AddSerilog(logs.Logger);
        if (bot.Definition.IsSimulated)
        {
            logs.Logger.Information(
                "A simulator inside this program, its clock {Speed} times as fast: nothing is kept, and 'status', "
                + "'stop' and the like do not reach this bot; for that use 'TradingBot simulate-kraken' and "
                + "-x kraken --at",
                options.Speed);
        }

        var environment = RealNetwork.With(time);
        builder.Services.AddSingleton(time).AddSingleton(provider => ExchangeOf(
            run.Venue,
            SessionSecrets.NeedsKey(bot.Definition, run),
            options,
            key,
            environment,
            provider.GetRequiredService<ILoggerFactory>()));
        supervisor.ListenTo(builder.Services);
        if (run.Slack is { } slack)
        {
            builder.Services.AddNotices(
                bot, pair, run.Environment, slack, slackSecret.Find(slack.TokenFile, slack.WebhookFile));
        }

        await using var telemetry = new SessionTelemetry(run.Metrics, TimeProvider.System);
        builder.Services.AddSingleton(provider => new TradingSession(
            bot,
            run.Environment,
            provider.GetRequiredService<IExchange>(),
            environment,
            provider.GetRequiredService<ILoggerFactory>(),
            LiveFollowers.Of(provider, supervisor, telemetry)));
        builder.Services.AddSingleton(provider => new SessionService(
            provider.GetRequiredService<TradingSession>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            failure => provider.GetService<FailedStart>()?.Tell(failure)));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SessionService>());
        using var host = builder.Build();
        var session = host.Services.GetRequiredService<TradingSession>();
        var service = host.Services.GetRequiredService<SessionService>();
        supervisor.Follow(host.Services.GetRequiredService<IHostApplicationLifetime>());
        await host.RunAsync(stop).ConfigureAwait(false); // which disposes of the host as well
        ShowEnd(logs, session, service.Failure);
        if (service.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return ExitCode.Success;
    }

    private static void ShowEnd(SessionLogs logs, TradingSession session, Exception? failure)
    {
        if (failure is not null)
            logs.FileLogger.Error("Ended: {Reason}", failure.Message);
        else if (session.Reporter?.Latest is { Equity: not null } latest)
            logs.Logger.Information("Ended: {Summary}", LedgerSummary.Of(latest));
        if (session.Loop is { TickToOrder: { Count: > 0 } whole, TickToOrderWithoutDisk: var rest })
            logs.Logger.Information(
                "Latency, market data to order: {Whole}; without the disk: {Rest}",
                whole.ToString(),
                rest.ToString());
        if (logs.Lost > 0)
            logs.Logger.Warning("{Count} log lines were lost in all", logs.Lost);
    }

    /// <summary>Without the key where it is good to have and its nonces are in use elsewhere.</summary>
    private static IExchange ExchangeOf(
        IVenue venue,
        bool isKeyNeeded,
        ExchangeOptions options,
        ApiKey? key,
        ExchangeEnvironment environment,
        ILoggerFactory logs)
    {
        try
        {
            return venue.Connect(options, key, environment, logs);
        }
        catch (Exception failure) when (
            failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            if (isKeyNeeded)
                throw new UserError($"--key: {failure.Message}", ExitCode.Failed);
            KeyNotUsed(logs.CreateLogger<TradingSession>(), failure.Message);
            return venue.Connect(options, key: null, environment, logs);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API key is not used: {Reason}")]
    private static partial void KeyNotUsed(ILogger<TradingSession> log, string reason);
}
