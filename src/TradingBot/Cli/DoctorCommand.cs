using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots;
using TradingBot.Cli.Bots;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Data.Recordings;
using TradingBot.Diagnosis;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Storage;

namespace TradingBot.Cli;

/// <summary><c>doctor</c>: looks at everything a bot needs, and says what is missing.</summary>
internal static class DoctorCommand
{
    /// <summary>A check that takes longer is no good sign either.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private static readonly Option<bool> SendTest = new("--send-test")
    {
        Description = "post a test message to Slack, send a test event to Datadog",
    };

    private static readonly TextOption Recording = new(
        "--recording", "DIR", "the directory of a recording, if there is one", RecordingFolder.DefaultDirectory);

    public static Command Create(EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        var command = new Command(
            "doctor",
            "Check what a bot needs: Kraken, the clock, the key, the disk, its databases, Slack, metrics.");
        IEnumerable<Option> options =
        [
            TradeOptions.Exchange.Option, LiveOptions.At.Option, TradeOptions.Speed.Option, LiveOptions.Key.Option,
            LiveOptions.Tier.Option, LiveOptions.Storage.Option, LiveOptions.Name.Option, TradeOptions.Currency.Option,
            TradeOptions.Data.Option, Recording.Option, SendTest, .. NotificationOptions.All, .. TelemetryOptions.All,
        ];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => RunAsync(parsed, configuration, output, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        TradeOptions.Exchange.Read(parsed, text =>
            OptionValues.OneOf(text, BotChecks.VenuesOf(configuration.Venues)) != BotDefinition.Simulator
            ? text
            : throw new UserError("the simulator needs no check; use kraken, or --at"));
        var at = LiveOptions.At.ReadIfGiven(parsed, text => text) is { } address
            ? LiveOptions.At.Read(parsed, _ => OptionValues.Address(address))
            : null;
        var speed = TradeOptions.Speed.ReadIfGiven(parsed, OptionValues.Speed);
        if (speed is not null && at is null)
            throw new UserError("--speed: Kraken's clock cannot be sped up; use it with --at");
        var (venue, pair, _) = PairValues.Read(parsed, configuration.Venues);
        var tier = LiveOptions.AccountTier(parsed, venue) ?? venue.AccountTiers[0];
        var secrets = SessionSecrets.Of(configuration.Places.Variable);
        var source = secrets.KeyOf(venue);
        var keyFile = parsed.GetValue(LiveOptions.Key.Option);
        var name = parsed.GetValue(LiveOptions.Name.Option);
        var storage = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty) ?? BotDatabase.DefaultDirectory;
        var candles = SessionOptions.DataDirectory(parsed);
        var recording = Recording.Read(parsed, OptionValues.NotEmpty);
        var slack = NotificationOptions.Read(parsed);
        using var http = new HttpClient(DirectHandler.Create());
        var exchange = Connect(key: null);
        await using (exchange.ConfigureAwait(false))
        {
            var keys = new KeyChecks(
                () => source.Find(keyFile), source.Places, pair, venue.LimitsOf(tier), Connect);
            var time = TimeProvider.System;
            var disk = new DiskChecks(
                storage, candles, name is null ? null : BotArgument.PathOf(name, storage), time);
            IEnumerable<Check> checks =
            [
                .. new ExchangeChecks(exchange, time, speed ?? 1).All(),
                .. keys.All(),
                .. disk.All(),
                RecordingCheck.Create(new RecordingFolder(recording)),
                MemoryCheck.Create(),
                SlackCheck.Create(
                    slack, secrets.Slack, http, parsed.GetValue(SendTest), name ?? "TradingBot", time),
                MetricsCheck.Create(
                    TelemetryOptions.Read(parsed), http, parsed.GetValue(SendTest), name ?? "TradingBot"),
            ];
            return await ExamineAsync(checks, output, stop).ConfigureAwait(false);
        }

        IExchange Connect(ApiKey? key) => venue.Connect(
            new ExchangeOptions
            {
                At = at,
                AccountTier = tier,
                StateDirectory = ExchangeOptions.DefaultStateDirectory,
                IsImpatient = true,
                Speed = speed ?? 1,
            },
            key,
            RealNetwork.With(TimeProvider.System),
            NullLoggerFactory.Instance);
    }

    private static async Task<int> ExamineAsync(IEnumerable<Check> checks, TextWriter output, CancellationToken stop)
    {
        try
        {
            var findings = await new Doctor(Limit, TimeProvider.System).ExamineAsync(checks, output, stop)
                .ConfigureAwait(false);
            return findings.Any(finding => finding.Grade == Grade.Fail) ? ExitCode.Failed : ExitCode.Success;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
