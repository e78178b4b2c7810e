using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using TradingBot.Configuration;
using TradingBot.Connections;
using TradingBot.Diagnosis;
using TradingBot.History;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
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

    public static Command Create(EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        var command = new Command(
            "doctor",
            "Looks at what a bot needs: Kraken, the clock, the key, the disk, its databases, Slack, metrics.");
        IEnumerable<Option> options =
        [
            TradeOptions.Exchange.Option, LiveOptions.At.Option, LiveOptions.Key.Option, LiveOptions.Tier.Option,
            LiveOptions.Storage.Option, LiveOptions.Name.Option, TradeOptions.Currency.Option,
            TradeOptions.Data.Option, SendTest, .. NotificationOptions.All, .. TelemetryOptions.All,
        ];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => RunAsync(parsed, configuration, output, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        TradeOptions.Exchange.Read(parsed, text => OptionValues.OneOf(text, "kraken", "simulator") == "kraken"
            ? text
            : throw new UserError("the simulator needs no check-up; use kraken, or --at"));
        var kraken = new KrakenOptions
        {
            StateDirectory = KrakenOptions.DefaultStateDirectory,
            Tier = LiveOptions.AccountTier(parsed),
        };
        if (LiveOptions.At.ReadIfGiven(parsed, text => text) is { } at)
            kraken = kraken.MovedTo(LiveOptions.At.Read(parsed, _ => OptionValues.Address(at)));
        var secrets = SessionSecrets.Of(configuration.Places.Variable);
        var keyFile = parsed.GetValue(LiveOptions.Key.Option);
        var name = parsed.GetValue(LiveOptions.Name.Option);
        var storage = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty) ?? BotDatabase.DefaultDirectory;
        var data = TradeOptions.Data.ReadIfGiven(parsed, OptionValues.NotEmpty);
        var candles = data == TradeOptions.Synthetic ? null : data ?? CandleStore.DefaultDirectory;
        var pair = TradeOptions.Currency.Read(parsed, text => text.Trim());
        var slack = NotificationOptions.Read(parsed);
        using var http = new HttpClient(DirectHandler.Create());
        var services = DoctorClients.Of(kraken, key: null);
        await using (services.ConfigureAwait(false))
        {
            var keys = new KeyChecks(
                () => secrets.Kraken.Find(keyFile),
                secrets.Kraken.Places,
                pair,
                kraken);
            var time = TimeProvider.System;
            var disk = new DiskChecks(
                storage, candles, name is null ? null : BotArgument.PathOf(name, storage), time);
            IEnumerable<Check> checks =
            [
                .. new KrakenChecks(services.GetRequiredService<PublicRest>(), kraken, time).All(),
                .. keys.All(),
                .. disk.All(),
                MemoryCheck.Create(),
                SlackCheck.Create(
                    slack, secrets.Slack, http, parsed.GetValue(SendTest), name ?? "TradingBot", time),
                MetricsCheck.Create(
                    TelemetryOptions.Read(parsed), http, parsed.GetValue(SendTest), name ?? "TradingBot"),
            ];
            return await ExamineAsync(checks, output, stop).ConfigureAwait(false);
        }
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
