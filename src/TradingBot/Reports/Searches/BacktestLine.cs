using System.Globalization;
using TradingBot.Input;
using TradingBot.Modes.Searches;
using TradingBot.Research.Search;

namespace TradingBot.Reports.Searches;

/// <summary>The command line that runs a trial of a search as a backtest, which prints the same figures.</summary>
internal static class BacktestLine
{
    private static readonly string[] Written = ["--start", "--strategy", "--set"];

    public static string Of(SearchJob job, SearchOutcome.GuardedTrial trial, Candidate candidate)
    {
        var strategy = job.Bot.Strategy.Definition;
        var searched = candidate.Assignments
            .Where(assignment => SearchedSettings.IsSetting(assignment.Key, strategy))
            .Select(assignment => (Option: $"--{assignment.Key}", Value: (string?)assignment.Value)).ToList();
        var replaced = searched.Select(setting => setting.Option).Concat(Written).ToHashSet();
        var set = job.BacktestOptions.Where(option => option.Option == "--set").Select(option => option.Value!)
            .Concat(candidate.Assignments
                .Where(assignment => !SearchedSettings.IsSetting(assignment.Key, strategy))
                .Select(assignment => $"{assignment.Key}={assignment.Value}"));
        IEnumerable<(string Option, string? Value)> options =
        [
            ("--start", Start(trial.History.Start)),
            .. job.BacktestOptions.Where(option => !replaced.Contains(option.Option)),
            .. searched,
            ("--strategy", trial.Bot.Definition.Strategy.Name),
            .. set.Select(text => ("--set", (string?)text)),
        ];
        return "TradingBot " + string.Join(' ', options.Select(option =>
            option.Value is null ? option.Option : $"{option.Option} {ShellText.Of(option.Value)}"));
    }

    private static string Start(long seconds)
    {
        var time = DateTime.UnixEpoch.AddSeconds(seconds);
        return time.TimeOfDay == TimeSpan.Zero && seconds >= 0
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }
}
