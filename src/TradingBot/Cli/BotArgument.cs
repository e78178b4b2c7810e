using System.CommandLine;
using TradingBot.Storage;

namespace TradingBot.Cli;

/// <summary>The database that a command looks at: a file, or the name of a bot in the storage directory.</summary>
internal static class BotArgument
{
    /// <summary>A command that reads a bot's database.</summary>
    public static Command Command(string name, string description, Func<BotReader, int> run)
    {
        var bot = new Argument<string>("bot") { Description = "its name, or its database" };
        var command = new Command(name, description) { bot, LiveOptions.Storage.Option };
        command.SetAction(parsed => BotReader.Read(
            PathOf(parsed.GetRequiredValue(bot), LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty)), run));
        return command;
    }

    /// <param name="bot">As the user named it.</param>
    /// <param name="directory">Where bots are kept, or null.</param>
    public static string PathOf(string bot, string? directory)
    {
        var isPath = bot.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || bot.EndsWith(BotDatabase.Extension, StringComparison.Ordinal);
        return Path.GetFullPath(
            isPath ? bot : Path.Combine(directory ?? BotDatabase.DefaultDirectory, bot + BotDatabase.Extension));
    }
}
