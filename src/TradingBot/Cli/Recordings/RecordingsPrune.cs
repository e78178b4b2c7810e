using System.CommandLine;
using System.Globalization;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary><c>recordings prune --keep-days DAYS | --keep-size SIZE</c>; <c>collect</c> has the two as well.</summary>
internal static class RecordingsPrune
{
    private static readonly TextOption KeepDays = new(
        "--keep-days", "DAYS", "remove what is older, whole days, 1 to 36500 (default: nothing)");

    private static readonly TextOption KeepSize = new(
        "--keep-size", "SIZE", "remove the oldest days beyond this size, such as 50GB (default: nothing)");

    public static IEnumerable<Option> Limits => [KeepDays.Option, KeepSize.Option];

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var command = new Command(
            "prune",
            "Remove the oldest days of a recording, whole; a collector that is running does it itself with the same "
            + "options.")
        {
            RecordingsCommand.Data.Option, KeepDays.Option, KeepSize.Option,
        };
        command.SetAction((parsed, _) => RecordingsCommand.RunAsync(parsed, folder =>
        {
            var limits = Read(parsed);
            if (limits is { Days: null, Bytes: null })
                throw new UserError("prune: needs --keep-days or --keep-size");
            return Task.FromResult(Prune(folder, limits, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), output));
        }));
        return command;
    }

    /// <summary>What is kept.</summary>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static RetentionLimits Read(ParseResult parsed) => new(
        KeepDays.ReadIfGiven(parsed, text => OptionValues.Count(text, most: 36_500)),
        KeepSize.ReadIfGiven(parsed, RecordingsCommand.SizeOf));

    private static int Prune(RecordingFolder folder, RetentionLimits limits, DateOnly today, TextWriter output)
    {
        using var held = RecordingLock.Take(folder);
        var days = new Retention(folder).Prune(limits, today, FollowerPlace.Slowest(folder)?.Day);
        output.WriteLine(days.Count == 0
            ? "nothing to remove"
            : string.Create(CultureInfo.InvariantCulture, $"removed: {string.Join(", ", days.Select(Text))}"));
        return ExitCode.Success;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
