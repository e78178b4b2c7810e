using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using TradingBot.Hosting;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;
using TradingBot.KrakenSimulator;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.Logging;
using TradingBot.Notifications;
using TradingBot.Reports;
using TradingBot.Supervision;
using TradingBot.Telemetry;

namespace TradingBot.Modes;

/// <summary>
/// Trades a market as it happens, on paper or with real money: wires the host, the Kraken client and the session.
/// </summary>
internal static partial class LiveMarket
{
    /// <summary>On Kraken.</summary>
    /// <param name="request">What to trade.</param>
    /// <param name="speed">Seconds of its time in a second: 1, but for an offline one.</param>
    /// <param name="secrets">Where a key may be; paper trading does without one.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">The key cannot be used, or orders are to be validated without one.</exception>
    public static async Task<int> OnKrakenAsync(
        TradeRequest request, double speed, SessionSecrets secrets, CancellationToken stop)
    {
        var key = secrets.Kraken.Find(request.KeyFile);
        if (key is null && SessionSecrets.NeedsKey(request))
            throw new UserError(secrets.KeyMissing(request));

        var options = new KrakenOptions
        {
            StateDirectory = KrakenOptions.DefaultStateDirectory,
            PairListFile = request.At is null ? PairList.NewestFile : null,
            Tier = request.Tier,
            AgreesToTrading = request.AgreesToTrading,
            Speed = speed,
        };
        if (request.At is { } at)
            options = options.MovedTo(at);
        // A clock that runs faster than the wall's has to begin where the exchange's is.
        var time = speed == 1
            ? TimeProvider.System
            : new ScaledTime(speed, await TimeOfAsync(options, stop).ConfigureAwait(false));
        return await RunAsync(request, options, key, secrets.Slack, time, stop).ConfigureAwait(false);
    }

    private static async Task<DateTimeOffset> TimeOfAsync(KrakenOptions options, CancellationToken stop)
    {
        var services = new ServiceCollection().AddLogging().AddKrakenPublic(options).BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var answer = await services.GetRequiredService<PublicRest>().TimeAsync(stop).ConfigureAwait(false);
            return answer is Answer<ServerTime>.Success { Value: var now }
                ? DateTimeOffset.FromUnixTimeSeconds(now.UnixSeconds)
                : throw new UserError(
                    $"--at: {options.Rest} did not tell its time: {AnswerText.Of(answer)}", ExitCode.Failed);
        }
    }

    /// <summary>
    /// On an offline Kraken in this process, through the same client over HTTP and WebSocket on loopback. Both live by
    /// one clock that runs faster than the wall's, so that every timeout keeps its meaning.
    /// </summary>
    /// <param name="request">What to trade.</param>
    /// <param name="speed">Seconds of market time in a second.</param>
    /// <param name="slack">Where a token or a webhook may be; the simulator's key is its own.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> OnSimulatorAsync(
        TradeRequest request, double speed, SlackSecretSource slack, CancellationToken stop)
    {
        var time = new ScaledTime(speed);
        var simulated = new OfflineKrakenOptions
        {
            Time = time,
            Markets = [MarketOf(request)],
            Tier = Enum.Parse<KrakenSimulator.Accounts.AccountTier>($"{request.Tier}"),
        };
        var kraken = await OfflineKraken.StartAsync(simulated, stop).ConfigureAwait(false);
        // Its key, nonces and account are of this run only, and real candles do not continue a made-up market.
        var state = Directory.CreateTempSubdirectory("tradingbot-simulator-");
        try
        {
            var options = new KrakenOptions
            {
                Rest = kraken.RestAddress,
                PublicSocket = kraken.PublicSocket,
                PrivateSocket = kraken.PrivateSocket,
                StateDirectory = state.FullName,
                Speed = speed,
                Tier = request.Tier,
            };
            var key = new ApiKey(kraken.Credentials.Key, kraken.Credentials.Secret);
            var own = request with { DataDirectory = null, StorageDirectory = state.FullName };
            return await RunAsync(own, options, key, slack, time, stop).ConfigureAwait(false);
        }
        finally
        {
            await kraken.DisposeAsync().ConfigureAwait(false);
            state.Delete(recursive: true);
        }
    }

    private static MarketSetup MarketOf(TradeRequest request)
    {
        try
        {
            return MarketSetup.Synthetic(request.PairName);
        }
        catch (ArgumentException unknown)
        {
            throw new UserError($"--currency: {unknown.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private static async Task<int> RunAsync(
        TradeRequest request,
        KrakenOptions options,
        ApiKey? key,
        SlackSecretSource slackSecret,
        TimeProvider time,
        CancellationToken stop)
    {
        using var supervisor = new Supervisor(Environment.GetEnvironmentVariable);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        var logs = SessionLogs.Open(request.Log, request.NameOn(request.Instrument.Symbol), time);
        await using var closing = logs.ConfigureAwait(false);
        builder.Logging.AddSerilog(logs.Logger);
        if (request.Exchange == "simulator")
        {
            logs.Logger.Information(
                "A simulator inside this program, its clock {Speed} times as fast: nothing is kept, and 'status', "
                + "'stop' and the like do not reach this bot; for that use 'TradingBot simulate-kraken' and "
                + "-x kraken --at",
                options.Speed);
        }

        builder.Services.AddSingleton(time).AddKrakenPublic(options);
        supervisor.ListenTo(builder.Services);
        if (key is not null)
            builder.Services.AddKrakenPrivate(options, key);
        if (request.Slack is { } slack)
            builder.Services.AddNotices(request, slack, slackSecret.Find(slack.TokenFile, slack.WebhookFile));
        await using var telemetry = new SessionTelemetry(request.Metrics, TimeProvider.System);
        builder.Services.AddSingleton(provider => new TradingSession(
            request,
            options,
            provider.GetRequiredService<PublicRest>(),
            key is null ? null : AccountOf(provider, request.Validates || request.IsLive),
            new SessionEnvironment(time),
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

    /// <summary>Null where a key is good to have and its nonces are in use elsewhere.</summary>
    private static KrakenAccount? AccountOf(IServiceProvider provider, bool isNeeded)
    {
        try
        {
            return KrakenAccount.Of(provider);
        }
        catch (Exception failure) when (
            failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            if (isNeeded)
                throw new UserError($"--key: {failure.Message}", ExitCode.Failed);
            KeyNotUsed(provider.GetRequiredService<ILogger<TradingSession>>(), failure.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API key is not used: {Reason}")]
    private static partial void KeyNotUsed(ILogger<TradingSession> log, string reason);
}
