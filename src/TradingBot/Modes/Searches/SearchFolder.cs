using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradingBot.Data.Candles;
using TradingBot.Input;
using TradingBot.Research.Storage;

namespace TradingBot.Modes.Searches;

/// <summary>Where the files of a search are, and whether they are of this one.</summary>
internal sealed class SearchFolder
{
    /// <summary>What is searched, in words; its hash tells one search from another.</summary>
    public const string DescriptionName = "search.txt";

    private const string FolderName = "searches";
    private const int NameDigits = 12;

    private SearchFolder(string directory, string id) => (Path, Id) = (directory, id);

    public string Path { get; }

    /// <summary>The same for two searches of the same trials in the same order, however many were run.</summary>
    public string Id { get; }

    /// <summary>Makes the directory, or takes the one of a search that was stopped.</summary>
    /// <exception cref="UserError">It is of another search, or cannot be written.</exception>
    public static SearchFolder Open(SearchJob job, IReadOnlyList<string> dataNames)
    {
        var description = Describe(job, dataNames);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)))[..NameDigits];
        var directory = System.IO.Path.GetFullPath(job.Output ?? OwnDirectory(job, id));
        try
        {
            Directory.CreateDirectory(directory);
            var path = System.IO.Path.Combine(directory, DescriptionName);
            if (!File.Exists(path))
            {
                if (File.Exists(System.IO.Path.Combine(directory, TrialLog.FiguresName)))
                    throw new UserError($"--output: '{directory}' has trials of an unknown search; name another one");
                File.WriteAllText(path, description);
            }
            else if (File.ReadAllText(path) != description)
            {
                throw new UserError(
                    $"--output: '{directory}' has another search, which {DescriptionName} there describes; name "
                    + "another directory");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"--output: '{directory}' cannot be written: {failure.Message}", ExitCode.Failed);
        }

        return new SearchFolder(directory, id);
    }

    private static string OwnDirectory(SearchJob job, string id) => System.IO.Path.Combine(
        job.History.Candles?.Directory ?? CandleStore.DefaultDirectory,
        FolderName,
        $"{job.Bot.Strategy.Name}-{job.History.Instrument.Symbol}-{id}");

    /// <summary>All that decides which trials are run, in which order, and what comes of them.</summary>
    private static string Describe(SearchJob job, IReadOnlyList<string> dataNames)
    {
        var (history, bot) = (job.History, job.Bot.Definition);
        string[] lines =
        [
            $"over {job.Space}",
            .. job.Conditions.Select(condition => $"where {condition}"),
            $"search {job.Method}, seed {job.Seed.ToString(CultureInfo.InvariantCulture)}",
            $"by {string.Join(", ", job.Objectives)}",
            .. job.Requirements.Select(requirement => $"require {requirement}"),
            .. dataNames.Select(name => $"data {name}"),
            $"pair {history.PairText}, from {Display.Time(history.Start)}{(job.HasStart ? "" : " or the first day")} "
                + $"to {(history.End is { } end ? Display.Time(end) : "the end")}",
            $"gaps {(history.FillsGaps ? "filled" : "kept")}, slippage {Display.Exact(history.Slippage)}",
            bot.ToJson(),
        ];
        return string.Join('\n', lines) + "\n";
    }
}
