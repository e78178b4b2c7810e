using System.CommandLine;
using System.Globalization;
using TradingBot.Configuration;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Input;
using TradingBot.Supervision;

namespace TradingBot.Cli.Recordings;

/// <summary><c>follow RECORDING --to STORE [--once] [-c PAIR,PAIR]</c></summary>
internal static class FollowCommand
{
    private static readonly TextOption To = new(
        "--to",
        "STORE",
        "where to: " + FollowTargets.Forms + "; a password may be in " + FollowTargets.PasswordVariable + " instead");

    private static readonly TextOption Currency = new(
        "--currency",
        "PAIR,PAIR",
        "these pairs of the recording: XBTUSD,kraken:ETHUSD (default: all)",
        aliases: "-c");

    private static readonly Option<bool> Once = new("--once")
    {
        Description = "end when all that is sealed is there, and do not wait for more",
    };

    /// <param name="places">For the password's variable.</param>
    /// <param name="output">Gets the result.</param>
    /// <param name="errors">Gets what goes wrong on the way.</param>
    /// <param name="time">For pauses.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static Command Create(
        ConfigurationPlaces places,
        TextWriter output,
        TextWriter errors,
        TimeProvider time,
        CancellationToken stop)
    {
        var recording = new Argument<string>("RECORDING") { Description = "The directory of a recording." };
        var command = new Command(
            "follow",
            "Bring a recording into a database or files, hour by hour as it is sealed. Whatever ends it, the same "
            + "command goes on where it stopped.")
        {
            recording, To.Option, Currency.Option, Once,
        };
        command.SetAction((parsed, _) => FullProgram.IsThis
            ? RunAsync(parsed, parsed.GetRequiredValue(recording))
            : throw new FullProgramNeededException());
        return command;

        Task<int> RunAsync(ParseResult parsed, string directory)
        {
            var folder = FolderOf(directory);
            var isWanted = Currency.Read(parsed, text => Wanted(text, folder));
            var store = To.Read(parsed, text => FollowTargets.Open(text, places.Variable));
            var options = new FollowerOptions(time, line => Say(errors, line))
            {
                IsOnce = parsed.GetValue(Once),
                IsWanted = isWanted,
            };
            return options.IsOnce
                ? FollowAsync(folder, store, options, output, stop)
                : TerminationSignal.UntilToldToEndAsync(
                    told => FollowAsync(folder, store, options, output, told), stop);
        }
    }

    /// <summary>A line that is seen at once, also in a pipe.</summary>
    private static void Say(TextWriter errors, string line)
    {
        errors.WriteLine(line);
        errors.Flush();
    }

    private static async Task<int> FollowAsync(
        RecordingFolder folder,
        IFollowerStore store,
        FollowerOptions options,
        TextWriter output,
        CancellationToken stop)
    {
        await using (store.ConfigureAwait(false))
        {
            var follower = new Follower(folder, store, options);
            try
            {
                await follower.RunAsync(stop).ConfigureAwait(false);
            }
            catch (StoreException failure)
            {
                throw new UserError($"{store.Name}: {failure.Message}", ExitCode.Failed);
            }
            catch (RecordingException unreadable)
            {
                throw new UserError(unreadable.Message, ExitCode.Failed);
            }
            catch (OperationCanceledException) when (options.IsOnce)
            {
                throw new UserError("interrupted", ExitCode.Interrupted);
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{store.Name}: {follower.Rows:N0} new rows of {follower.Segments:N0} segments")).ConfigureAwait(false);
            return follower.Unreadable.Count == 0 ? ExitCode.Success : ExitCode.Failed;
        }
    }

    /// <summary>A directory that is a recording, or may yet become one.</summary>
    private static RecordingFolder FolderOf(string directory)
    {
        var folder = new RecordingFolder(OptionValues.NotEmpty(directory));
        if (!Directory.Exists(folder.Root))
            throw new UserError($"{folder.Root}: is not there");
        return File.Exists(folder.Manifest) || File.Exists(folder.Lock)
            ? folder
            : throw new UserError($"{folder.Root}: is not a recording; it has no {Path.GetFileName(folder.Manifest)}");
    }

    private static Func<string, string, bool> Wanted(string text, RecordingFolder folder)
    {
        if (text.Length == 0)
            return (_, _) => true;
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => name.Replace("/", "", StringComparison.Ordinal)).ToArray();
        var known = PairsOf(folder);
        var unknown = Array.Find(names, name => !known.Exists(pair => Means(name, pair.Exchange, pair.Symbol)));
        return unknown is null || known.Count == 0
            ? (exchange, symbol) => Array.Exists(names, name => Means(name, exchange, symbol))
            : throw new UserError(
                $"'{unknown}' is not in the recording, which has "
                + string.Join(", ", known.Select(pair => $"{pair.Exchange}:{pair.Symbol}")));
    }

    private static bool Means(string name, string exchange, string symbol) =>
        name.Equals(symbol, StringComparison.OrdinalIgnoreCase)
        || name.Equals($"{exchange}:{symbol}", StringComparison.OrdinalIgnoreCase);

    private static List<(string Exchange, string Symbol)> PairsOf(RecordingFolder folder)
    {
        try
        {
            return [.. Manifest.Read(folder).Segments.Select(one => (one.Name.Exchange, one.Name.Symbol)).Distinct()];
        }
        catch (RecordingException unreadable)
        {
            throw new UserError(unreadable.Message, ExitCode.Failed);
        }
    }
}
