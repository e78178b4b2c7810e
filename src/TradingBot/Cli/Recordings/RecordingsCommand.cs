using System.CommandLine;
using System.Globalization;
using TradingBot.Data.Recordings;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary>
/// <c>recordings</c>: list, verify, export and prune what <c>collect</c> has recorded, and import what others have;
/// alone it lists.
/// </summary>
internal static class RecordingsCommand
{
    public static Command Create(VenueList venues, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        var command = new Command(
            "recordings", "List, verify, export and prune what 'collect' has recorded; import what others have.")
        {
            RecordingsList.Create(output),
            RecordingsVerify.Create(output, stop),
            RecordingsExport.Create(output, stop),
            RecordingsImport.Create(venues, output, time, stop),
            RecordingsPrune.Create(output, time),
        };
        command.Options.Add(Data.Option);
        command.SetAction((parsed, _) =>
            RunAsync(parsed, folder => Task.FromResult(RecordingsList.List(folder, output))));
        return command;
    }

    /// <summary><c>--data</c>, which every command of recordings has.</summary>
    public static TextOption Data { get; } = new(
        "--data", "DIR", "the directory of the recording", RecordingFolder.DefaultDirectory);

    /// <summary>Runs a command's work on the recording that is meant; what the world may do becomes one line.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<RecordingFolder, Task<int>> work)
    {
        try
        {
            var folder = new RecordingFolder(Data.Read(parsed, OptionValues.NotEmpty));
            folder.RequireOurs();
            if (!folder.IsRecording)
            {
                throw new UserError(
                    $"{folder.Root}: no recording; make one with 'TradingBot collect'", ExitCode.Failed);
            }

            return await work(folder).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RecordingException or UnauthorizedAccessException)
        {
            throw new UserError(failure.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            throw new UserError("interrupted", ExitCode.Interrupted);
        }
    }

    /// <summary>Reads <c>50GB</c>.</summary>
    /// <exception cref="UserError">It is not a size.</exception>
    public static long SizeOf(string text)
    {
        var unit = text.ToUpperInvariant() switch
        {
            [.., 'M', 'B'] => 1_000_000L,
            [.., 'G', 'B'] => 1_000_000_000L,
            [.., 'T', 'B'] => 1_000_000_000_000L,
            _ => 0,
        };
        var digits = text.AsSpan(0, Math.Max(0, text.Length - 2));
        return unit > 0 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
                ? count * unit
                : throw new UserError($"'{text}' is not allowed; use a size such as 500MB, 50GB or 2TB");
    }

    /// <summary>A size for people.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N1} GB"),
    };
}
