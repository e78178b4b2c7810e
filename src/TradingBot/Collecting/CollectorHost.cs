using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using TradingBot.Data.Recordings;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Logging;
using TradingBot.Modes;
using TradingBot.Notifications;
using TradingBot.Supervision;

namespace TradingBot.Collecting;

/// <summary>The process around a collector: the host and its signals, the log, Slack, metrics.</summary>
/// <param name="options">What is recorded.</param>
/// <param name="slackSecret">Where a token or a webhook may be.</param>
internal sealed class CollectorHost(CollectOptions options, SlackSecretSource slackSecret)
{
    /// <summary>What its log files are named after, and what notices name.</summary>
    public const string Name = "collect";

    /// <summary>Runs until it is told to end, or cannot go on.</summary>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">It could not begin, or the disk has failed.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var exchangeOptions = new ExchangeOptions
        {
            At = options.At,
            StateDirectory = ExchangeOptions.DefaultStateDirectory,
            KeepsPairs = options.At is null,
            Speed = options.Speed,
        };
        var time = await ExchangeClock.OfAsync(options.Venue, exchangeOptions, stop).ConfigureAwait(false);
        using var supervisor = new Supervisor(Environment.GetEnvironmentVariable, bots: []);
        var logs = SessionLogs.Open(options.Log, Name, time);
        await using var closing = logs.ConfigureAwait(false);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddSerilog(logs.Logger);
        if (options.Slack is { } slack)
        {
            builder.Services.AddSlack(slack, slackSecret.Find(slack.TokenFile, slack.WebhookFile));
            builder.Services.AddSingleton<ILoggerProvider>(provider => new LogNotices(
                Name, () => provider.GetRequiredService<NoticeQueue>(), time));
        }

        builder.Services.AddSingleton(provider => new CollectorService(
            stopping => RunAsync(
                exchangeOptions, time, supervisor, provider.GetRequiredService<ILoggerFactory>(), stopping),
            provider.GetRequiredService<IHostApplicationLifetime>()));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CollectorService>());
        using var host = builder.Build();
        var service = host.Services.GetRequiredService<CollectorService>();
        supervisor.Follow(host.Services.GetRequiredService<IHostApplicationLifetime>());
        await host.RunAsync(stop).ConfigureAwait(false);
        if (service.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return ExitCode.Success;
    }

    private async Task RunAsync(
        ExchangeOptions exchangeOptions,
        TimeProvider time,
        Supervisor supervisor,
        ILoggerFactory logs,
        CancellationToken stopping)
    {
        var exchange = options.Venue.Connect(
            exchangeOptions, key: null, supervisor.ListenTo(RealNetwork.With(time)), logs);
        await using var leaving = exchange.ConfigureAwait(false);
        try
        {
            await new CollectorRun(options, exchange, time, supervisor.Process, logs)
                .RunAsync(stopping).ConfigureAwait(false);
        }
        catch (RecordingException failure)
        {
            throw new UserError(failure.Message, ExitCode.Failed);
        }
    }
}
