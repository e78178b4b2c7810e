using System.CommandLine;
using System.Diagnostics;
using TradingBot.Bots.Operators;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Cli.Bots;

/// <summary><c>stop</c>, <c>halt</c> and <c>resume</c>: what a person asks of a bot that runs.</summary>
internal static class OperatorCommands
{
    /// <summary>A bot looks for requests every second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Closing everything may have to wait for an order whose outcome is not known.</summary>
    private static readonly TimeSpan FlattenPatience = TimeSpan.FromMinutes(10);

    public static IEnumerable<Command> Create(TextWriter output, CancellationToken stop)
    {
        var flatten = new Option<bool>("--flatten") { Description = "close open trades first" };
        const string halts = "Stop a running bot from opening trades; open ones still close by their rules.";
        const string resumes = "Let a running bot open trades again, whatever stopped it.";
        yield return Make("stop", "End a running bot.", OperatorRequests.Stop, flatten, output, stop);
        yield return Make("halt", halts, OperatorRequests.Halt, null, output, stop);
        yield return Make("resume", resumes, OperatorRequests.Resume, null, output, stop);
    }

    private static Command Make(
        string verb, string help, string word, Option<bool>? flatten, TextWriter output, CancellationToken stop)
    {
        var command = BotArgument.Command(verb, help, async (database, parsed) =>
        {
            var isFlattening = flatten is not null && parsed.GetValue(flatten);
            await AskAsync(database, isFlattening ? OperatorRequests.FlattenAndStop : word, stop).ConfigureAwait(false);
            output.WriteLine(word == OperatorRequests.Stop ? "The bot has ended." : "The bot has accepted the "
                + "request.");
            return ExitCode.Success;
        });
        if (flatten is not null)
            command.Options.Add(flatten);
        return command;
    }

    private static async Task AskAsync(string database, string word, CancellationToken stop)
    {
        var held = BotDatabase.LockOf(database);
        if (word == OperatorRequests.Resume && File.Exists(OperatorRequests.HaltOf(database)))
            throw new UserError($"{OperatorRequests.HaltOf(database)} exists: delete it first", ExitCode.Failed);
        if (!BotLock.IsHeld(held))
            throw new UserError($"{database}: this bot is not running", ExitCode.Failed);
        var request = OperatorRequests.RequestOf(database);
        await WriteAsync(request, word, stop).ConfigureAwait(false);
        await UntilTakenAsync(request, stop).ConfigureAwait(false);
        if (word is OperatorRequests.Stop or OperatorRequests.FlattenAndStop)
        {
            var patience = word == OperatorRequests.Stop ? Patience : FlattenPatience;
            await WaitAsync(() => !BotLock.IsHeld(held), "has not ended", patience, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a request where a bot looks for it, whole: never a part of it.</summary>
    public static async Task WriteAsync(string request, string text, CancellationToken stop)
    {
        await File.WriteAllTextAsync(request + ".new", text, stop).ConfigureAwait(false);
        File.Move(request + ".new", request, overwrite: true);
    }

    /// <summary>Waits for a running bot to take a request.</summary>
    /// <param name="request">Its file; deleted when the bot does not take it.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="UserError">It does not take it.</exception>
    public static async Task UntilTakenAsync(string request, CancellationToken stop)
    {
        try
        {
            await WaitAsync(() => !File.Exists(request), "has not accepted the request", Patience, stop)
                .ConfigureAwait(false);
        }
        catch
        {
            File.Delete(request); // nobody is to find it later
            throw;
        }
    }

    private static async Task WaitAsync(Func<bool> isDone, string otherwise, TimeSpan patience, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
                throw new UserError($"the bot {otherwise} for {patience.TotalSeconds} seconds", ExitCode.Failed);
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop).ConfigureAwait(false);
        }
    }
}
