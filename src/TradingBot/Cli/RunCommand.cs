using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Modes;
using TradingBot.Supervision;

namespace TradingBot.Cli;

/// <summary><c>run FILE…</c>: several bots in one process.</summary>
internal static class RunCommand
{
    /// <summary>What log files of several bots are named after, where no one file names them.</summary>
    private const string Fleet = "fleet";

    /// <param name="configuration">What file, environment and arguments say together.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static Command Create(EffectiveOptions configuration, CancellationToken stop)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "a bot, as 'config bot' prints it, or several: { \"bots\": [ … ] }",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "run", "Trades with several bots in one process; one that fails ends alone, the others go on.") { files };
        foreach (var option in SessionOptions.All)
            command.Options.Add(option);
        command.Options.Add(ConfigurationFile.Chosen.Option);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(files)!, configuration, stop));
        return command;
    }

    private static Task<int> RunAsync(string[] files, EffectiveOptions configuration, CancellationToken stop)
    {
        var run = configuration.Read(
            parsed => SessionOptions.Read(parsed, configuration.Venues, [.. configuration.Venues.All]),
            (_, parsed) => RecordedOptions.RequireNone(parsed));
        var bots = new FleetFiles(run).Read(files);
        var name = files.Length == 1 ? Path.GetFileNameWithoutExtension(files[0]) : Fleet;
        var secrets = SessionSecrets.Of(configuration.Places.Variable);
        return TerminationSignal.UntilToldToEndAsync(
            told => LiveMarket.RunFleetAsync(bots, name, run, secrets, told), stop);
    }
}
