using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Input;
using TradingBot.Modes;

namespace TradingBot.Cli;

/// <summary><c>config show</c>, <c>config check</c>, <c>config sample</c> and <c>config bot</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create(EffectiveOptions configuration, TextWriter output, TextWriter errors)
    {
        var show = Showing(new Command("show", "Show the settings in effect, and where each comes from."));
        var check = WithOptions(new Command("check", "Check the settings, and report every problem."));
        check.SetAction(_ => Check(configuration, output));
        var sample = new Command("sample", "Print an appsettings.json with every setting, commented out.");
        sample.SetAction(_ =>
        {
            ConfigSample.Write(output);
            return ExitCode.Success;
        });
        var bot = WithOptions(new Command("bot", "Print the bot that the settings describe, as JSON."));
        bot.SetAction(_ =>
        {
            output.WriteLine(TradeCommand.Read(configuration).Bot.Definition.ToJson());
            return ExitCode.Success;
        });
        return Showing(new Command(
            "config",
            $"Settings: {ConfigurationPlaces.FileName}, then variables {ConfigurationKey.Prefix}…, then arguments; "
            + "the later wins.")
        {
            show, check, sample, bot,
        });

        Command Showing(Command command)
        {
            command.SetAction(parsed => Show(parsed, configuration, output, errors));
            return WithOptions(command);
        }
    }

    private static Command WithOptions(Command command)
    {
        foreach (var option in TradeOptions.All)
            command.Options.Add(option);
        command.Options.Add(ConfigurationFile.Chosen.Option);
        return command;
    }

    private static int Check(EffectiveOptions configuration, TextWriter output)
    {
        var job = TradeCommand.Read(configuration);
        IEnumerable<string> missing = job is TradeJob.OnMarket { Bot: var bot, Options: var run }
            ? [.. SessionSecrets.Of(configuration.Places.Variable).Missing(bot.Definition, run)]
            : [];
        var settings = configuration.Settings.Where(setting => setting.Option != ConfigurationFile.Chosen.Option);
        output.WriteLine($"{configuration.FileName ?? "no file"}, environment and arguments: "
            + $"no problems in {settings.Count()} settings");
        // Not an error: a service has credentials that nobody else can see.
        foreach (var line in missing)
            output.WriteLine($"cannot be checked from here: {line}");
        return ExitCode.Success;
    }

    private static int Show(
        ParseResult parsed, EffectiveOptions configuration, TextWriter output, TextWriter errors)
    {
        UserError? problem = null;
        try
        {
            _ = TradeCommand.Read(configuration);
        }
        catch (UserError wrong)
        {
            problem = wrong;
        }

        string[][] rows =
        [
            .. TradeOptions.All.SelectMany(option => Rows(option, configuration)),
            .. Secrets.All.Select(secret => Row(secret, parsed, configuration)),
        ];
        var widths = Enumerable.Range(0, 2).Select(column => rows.Max(row => row[column].Length) + 2).ToArray();
        foreach (var row in rows)
            output.WriteLine(row[0].PadRight(widths[0]) + row[1].PadRight(widths[1]) + row[2]);
        if (problem is not null)
            errors.WriteLine(problem.Message);
        return problem?.ExitCode ?? ExitCode.Success;
    }

    private static IEnumerable<string[]> Rows(Option option, EffectiveOptions configuration)
    {
        var key = ConfigurationKey.InFile(option);
        var settings = configuration.Settings.Where(setting => setting.Option == option).ToList();
        if (settings.Count == 0 && !ConfigurationKey.IsSection(option))
            yield return [key, Default(option), "default"];
        foreach (var setting in settings)
        {
            yield return ConfigurationKey.IsSection(option) && setting.Text.Split('=', 2) is [var name, var value]
                ? [$"{key}:{name}", value, setting.Place]
                : [key, IsSecret(option, setting.Text) ? "********" : setting.Text, setting.Place];
        }
    }

    private static bool IsSecret(Option option, string text) =>
        Secrets.All.Any(kind => kind.FileOption == option.Name) && SecretSource.IsSecretItself(text);

    private static string Default(Option option) =>
        option.ValueType == typeof(bool) ? "false" : TextOption.DefaultOf(option) is { Length: > 0 } text ? text : "-";

    /// <summary>Whether there is one and where, never what it is.</summary>
    private static string[] Row(SecretKind kind, ParseResult parsed, EffectiveOptions configuration)
    {
        var file = TradeOptions.All.OfType<Option<string>>().FirstOrDefault(option => option.Name == kind.FileOption);
        try
        {
            var source = SecretSource.Of(kind, configuration.Places.Variable);
            return source.Find(file is null ? null : parsed.GetValue(file)) is { } secret
                ? [kind.Name, "********", secret.Place]
                : [kind.Name, "none", $"looked for {source.Places}"];
        }
        catch (UserError wrong)
        {
            return [kind.Name, "unusable", wrong.Message];
        }
    }
}
