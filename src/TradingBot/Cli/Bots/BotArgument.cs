using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary>The database that a command looks at: a file, or the name of a bot in the storage directory.</summary>
internal static class BotArgument
{
    /// <summary>A command that reads a bot's database.</summary>
    public static Command Command(string name, string description, Func<BotReader, int> run) =>
        Command(name, description, (path, _) => Task.FromResult(BotReader.Read(path, run)));

    /// <summary>A command about a bot, named as an argument, by <c>--name</c> or in the configuration.</summary>
    public static Command Command(string name, string description, Func<string, ParseResult, Task<int>> run)
    {
        var bot = new Argument<string?>("bot")
        {
            Description = "its name, or its database file (default: the configured name)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(name, description)
        {
            bot, LiveOptions.Name.Option, LiveOptions.Storage.Option, ConfigurationFile.Chosen.Option,
        };
        command.SetAction((parsed, _) =>
        {
            var directory = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty);
            var named = parsed.GetValue(bot) ?? parsed.GetValue(LiveOptions.Name.Option)
                ?? throw new UserError("bot: name one, by its name or its database file"
                    + BotsIn(directory ?? BotDatabase.DefaultDirectory));
            return run(Existing(PathOf(named, directory)), parsed);
        });
        return command;
    }

    /// <exception cref="UserError">There is no such bot; the message lists others.</exception>
    private static string Existing(string path)
    {
        if (File.Exists(path))
            return path;
        var others = BotsIn(Path.GetDirectoryName(path)!);
        throw new UserError($"{path}: no such bot{others}", ExitCode.Failed);
    }

    /// <summary>The names that the user may have meant; empty where there are none.</summary>
    private static string BotsIn(string directory)
    {
        var files = Directory.Exists(directory) ? Directory.GetFiles(directory, "*" + BotDatabase.Extension) : [];
        var bots = string.Join(", ", files.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        return bots.Length > 0 ? $"; known here: {bots}" : "";
    }

    /// <param name="bot">As the user named it.</param>
    /// <param name="directory">Where bots are kept, or null.</param>
    /// <exception cref="UserError">It is neither the path of a <c>.db</c> file nor a bot's name.</exception>
    public static string PathOf(string bot, string? directory)
    {
        if (bot.EndsWith(BotDatabase.Extension, StringComparison.Ordinal))
            return Path.GetFullPath(bot);
        var name = BotNames.Of(bot);
        return Path.GetFullPath(
            Path.Combine(directory ?? BotDatabase.DefaultDirectory, name + BotDatabase.Extension));
    }
}
