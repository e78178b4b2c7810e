using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradingBot.Input;
using TradingBot.Modes.Searches;
using TradingBot.Research.Guard;
using TradingBot.Research.Inference;
using TradingBot.Research.WalkForward;

namespace TradingBot.Reports.Searches;

/// <summary>
/// <c>result.json</c> and <c>best.json</c> of a search, in the directory of its trials: the result for machines, with
/// fractions and every digit, and the best set as a bot that <c>run</c> takes.
/// </summary>
internal static class SearchFiles
{
    public const string ResultName = "result.json";

    public const string BestName = "best.json";

    private const int SchemaVersion = 1;

    /// <exception cref="UserError">They cannot be written.</exception>
    public static void Write(SearchOutcome outcome)
    {
        try
        {
            using (var file = File.Create(Path.Combine(outcome.Folder.Path, ResultName)))
                WriteResult(file, outcome);
            if (outcome.Guarded is { } best)
            {
                File.WriteAllText(
                    Path.Combine(outcome.Folder.Path, BestName), best.Bot.Definition.ToJson() + "\n");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                $"--output: cannot write the result to '{outcome.Folder.Path}': {failure.Message}", ExitCode.Failed);
        }
    }

    private static void WriteResult(Stream stream, SearchOutcome outcome)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is a file, not a part of a page
        });
        json.WriteStartObject();
        json.WriteNumber("schema", SchemaVersion);
        json.WriteBoolean("complete", outcome.Complete);
        json.WriteNumber("trials", outcome.Done);
        json.WriteNumber("failed", outcome.Failed);
        json.WriteNumber("allowed", outcome.Allowed);
        json.WriteStartArray("best");
        foreach (var trial in outcome.Best)
        {
            json.WriteStartObject();
            json.WriteNumber("trial", trial.Number);
            json.WriteStartObject("settings");
            foreach (var (name, value) in trial.Trial.Candidate.Assignments)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (outcome.Guarded is { } guarded)
        {
            WriteGuard(json, guarded.Guard);
            if (guarded.Guard.WalkForward is { } walk)
                WriteWalkForward(json, walk, guarded.Sets);
            json.WriteString("verdict", GuardVerdict.Of(
                guarded.Guard, outcome.Best[0].Trial.Candidate.ToString(), outcome.Best[0].Figure("return")));
        }

        json.WriteEndObject();
    }

    private static void WriteGuard(Utf8JsonWriter json, OverfittingGuard guard)
    {
        json.WriteStartObject("guard");
        json.WriteNumber("sets", guard.Input.Returns.Sets);
        json.WriteNumber("trials_ever", guard.Input.TrialsEver);
        JsonReport.Number(json, "sharpe", guard.Best.AnnualSharpe);
        JsonReport.Number(json, "psr", guard.Significance);
        JsonReport.Number(json, "dsr", guard.Deflated.Probability);
        JsonReport.Number(json, "expected_best_sharpe", guard.Deflated.ExpectedBest * Math.Sqrt(Moments.DaysAYear));
        JsonReport.Number(json, "pbo", guard.Overfitting?.Probability ?? double.NaN);
        JsonReport.Number(json, "probability_of_loss", guard.Overfitting?.ProbabilityOfLoss ?? double.NaN);
        JsonReport.Number(json, "spa_cash", guard.AgainstCash.Studentized.Consistent);
        JsonReport.Number(json, "spa_holding", guard.AgainstHolding.Studentized.Consistent);
        json.WriteStartArray("checks");
        foreach (var check in guard.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("mark", check.Mark.ToString());
            JsonReport.Number(json, "value", check.Value);
            json.WriteString("needs", check.Needs);
            json.WriteString("reason", check.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWalkForward(Utf8JsonWriter json, WalkForwardRun walk, IReadOnlyList<string> sets)
    {
        json.WriteStartObject("walk_forward");
        JsonReport.Number(json, "sharpe", walk.Sharpe);
        JsonReport.Number(json, "return", DailyFigures.TotalReturn(walk.Stitched));
        JsonReport.Number(json, "efficiency", walk.EfficiencyBySharpe);
        json.WriteNumber("changes", walk.Changes);
        json.WriteStartArray("windows");
        foreach (var window in walk.Windows)
        {
            json.WriteStartObject();
            json.WriteString("test_from", window.Dates.TestFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("chosen", sets[window.Chosen]);
            JsonReport.Number(json, "sharpe_before", window.InSample);
            JsonReport.Number(json, "sharpe_after", window.OutOfSample);
            JsonReport.Number(json, "return", window.Return);
            json.WriteNumber("rank", window.Rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
