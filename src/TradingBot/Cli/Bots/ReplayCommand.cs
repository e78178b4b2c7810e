using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary><c>replay DB</c></summary>
internal static class ReplayCommand
{
    public static Command Create(TextWriter output) => BotArgument.Command(
        "replay",
        "Replay a bot's journal: decide again on every event, and compare.",
        journal => Run(journal, output));

    private static int Run(BotReader journal, TextWriter output)
    {
        var replay = new Replay(journal, LoadedBot.Of);
        if (replay.Run() is { } difference)
        {
            output.WriteLine(difference);
            return ExitCode.Failed;
        }

        output.WriteLine(FormattableString.Invariant(
            $"identical: {replay.Sessions} session{(replay.Sessions == 1 ? "" : "s")}, {replay.Events} events, ")
            + FormattableString.Invariant($"{replay.Decisions} decisions")
            + (replay.Since is { } since
                ? FormattableString.Invariant($", since {since:yyyy-MM-dd HH:mm:ss}: earlier events are not kept")
                : ""));
        return ExitCode.Success;
    }
}
