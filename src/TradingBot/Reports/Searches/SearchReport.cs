using System.Globalization;
using TradingBot.Input;
using TradingBot.Modes.Searches;
using TradingBot.Research.Guard;
using TradingBot.Research.Inference;

namespace TradingBot.Reports.Searches;

/// <summary>The report at the end of a search, for people: what may be believed comes last, where eyes are.</summary>
internal static class SearchReport
{
    private const int MostWindows = 40;

    public static void Write(TextWriter output, SearchOutcome outcome)
    {
        WriteHead(output, outcome);
        WriteBest(output, outcome);
        if (outcome.Guarded is { } guarded)
        {
            WriteWalkForward(output, guarded);
            WriteChecks(output, guarded.Guard);
        }

        WriteNext(output, outcome);
        if (outcome.Guarded is { } best)
        {
            output.WriteLine();
            output.WriteLine(GuardVerdict.Of(
                best.Guard, outcome.Best[0].Trial.Candidate.ToString(), outcome.Best[0].Figure("return")));
        }
    }

    private static void WriteHead(TextWriter output, SearchOutcome outcome)
    {
        var job = outcome.Job;
        output.WriteLine();
        output.WriteLine(Text(
            $"Search of {job.Bot.Strategy.Name}: {job.Method}, seed {job.Seed}, {outcome.Done} trials"));
        if (!outcome.Complete)
            output.WriteLine($"INTERRUPTED after {outcome.Done} of {Planned(outcome)} trials; all that ended are kept");
        Line(output, "over", job.Space.ToString());
        foreach (var condition in job.Conditions)
            Line(output, "where", condition);
        foreach (var requirement in job.Requirements)
            Line(output, "require", requirement.Text);
        foreach (var data in outcome.DataNames)
            Line(output, "data", data);
        if (outcome.Guarded?.Guard.Input.Returns is { } returns)
        {
            var last = returns.DayAt(returns.Days - 1);
            Line(output, "days", Text($"{returns.FirstDay:yyyy-MM-dd} to {last:yyyy-MM-dd}, {returns.Days}"));
        }

        if (outcome.Failed > 0)
            Line(output, "WARNING", Text($"failed trials: {outcome.Failed}; first trial {outcome.FirstFailure}"));
    }

    private static string Planned(SearchOutcome outcome) =>
        outcome.Planned?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of";

    private static void WriteBest(TextWriter output, SearchOutcome outcome)
    {
        output.WriteLine();
        if (outcome.Best.Count == 0)
        {
            output.WriteLine(outcome.Job.Requirements.Count > 0
                ? "No set satisfies what --require demands; trials.csv has their figures."
                : "No set has a result that can be compared; trials.csv has their figures.");
            return;
        }

        var by = string.Join(", ", outcome.Job.Objectives.Select(
            objective => objective.IsMinimised ? $"least {objective.Formula}" : objective.Formula.Text));
        output.WriteLine(outcome.Job.Objectives.Count > 1
            ? $"Nothing is better than these by {by}"
            : Text($"The best by {by}, of {outcome.Allowed} sets{Satisfying(outcome)}"));
        var width = outcome.Best.Max(trial => trial.Trial.Candidate.ToString().Length);
        output.WriteLine($"  {"".PadRight(width)}    value   Sharpe      return    fall   trades  factor");
        foreach (var trial in outcome.Best)
        {
            var value = outcome.Job.Objectives[0].IsMinimised ? -trial.Trial.Scores[0] : trial.Trial.Scores[0];
            output.WriteLine(Text($"  {trial.Trial.Candidate.ToString().PadRight(width)} {value,8:0.####} ")
                + $"{Display.Ratio(trial.Figure("sharpe")),8} {Display.Percent(trial.Figure("return")),11} "
                + $"{Display.Percent(trial.Figure("maximum_drawdown")),8} "
                + Text($"{trial.Figure("trades"),7:0} {Display.Ratio(trial.Figure("profit_factor")),7}"));
        }
    }

    private static string Satisfying(SearchOutcome outcome) =>
        outcome.Job.Requirements.Count > 0 ? " that satisfy --require" : "";

    private static void WriteWalkForward(TextWriter output, SearchOutcome.GuardedTrial guarded)
    {
        if (guarded.Guard.WalkForward is not { } walk)
            return;
        var scheme = guarded.Guard.Input.Scheme;
        output.WriteLine();
        output.WriteLine(Text($"Walk-forward: {scheme.TrainMonths} months to choose by the Sharpe ratio, ")
            + Text($"{scheme.TestMonths} to trade{(scheme.IsAnchored ? ", from the beginning each time" : "")}"));
        var width = Math.Max(6, walk.Windows.Max(window => guarded.Sets[window.Chosen].Length));
        output.WriteLine($"  {"from",-10}  {"chosen".PadRight(width)}   before    after      return    rank");
        foreach (var window in walk.Windows.Take(MostWindows))
        {
            var chosen = guarded.Sets[window.Chosen].PadRight(width);
            output.WriteLine(Text($"  {window.Dates.TestFrom:yyyy-MM-dd}  {chosen} ")
                + Text($"{window.InSample,8:0.00} {window.OutOfSample,8:0.00} {Display.Percent(window.Return),11} ")
                + Text($"{window.Rank,7}"));
        }

        if (walk.Windows.Count > MostWindows)
            output.WriteLine(Text($"  and {walk.Windows.Count - MostWindows} more in result.json"));
        var (made, best) = (DailyFigures.TotalReturn(walk.Stitched), DailyFigures.TotalReturn(walk.BestReturns));
        Line(output, "as chosen", $"Sharpe {Display.Ratio(walk.Sharpe)}, return {Display.Percent(made)}, drawdown "
            + Display.Percent(DailyFigures.MaximumDrawdown(walk.Stitched)));
        Line(output, "best, known later", $"Sharpe {Display.Ratio(DailyFigures.Sharpe(walk.BestReturns))}, return "
            + $"{Display.Percent(best)} on the same days");
        Line(output, "efficiency", $"{Display.Ratio(walk.EfficiencyBySharpe)} of the Sharpe before; "
            + Text($"another choice in {walk.Changes} of {walk.Windows.Count - 1} changes of the window, ")
            + Text($"{walk.InProfit} of {walk.Windows.Count} windows in profit"));
    }

    private static void WriteChecks(TextWriter output, OverfittingGuard guard)
    {
        output.WriteLine();
        output.WriteLine("What one may believe");
        var checks = guard.Checks;
        var (name, figure) = (checks.Max(one => one.Name.Length), checks.Max(one => one.Figure.Length));
        foreach (var check in checks)
        {
            var mark = check.Mark switch { GuardMark.Passed => "ok", GuardMark.Failed => "NO", _ => "--" };
            output.WriteLine(
                $"  {mark}  {check.Name.PadRight(name)}  {check.Figure.PadLeft(figure)}  {check.Needs}".TrimEnd());
            output.WriteLine($"      {check.Reason}");
        }
    }

    private static void WriteNext(TextWriter output, SearchOutcome outcome)
    {
        output.WriteLine();
        Line(output, "files", $"{outcome.Folder.Path}: trials.csv has every trial");
        if (outcome.Guarded is { } best)
            Line(output, "the best again", BacktestLine.Of(outcome.Job, best, outcome.Best[0].Trial.Candidate));
        if (!outcome.Complete)
            Line(output, "to go on", outcome.Job.Command);
    }

    private static void Line(TextWriter output, string label, string value) =>
        output.WriteLine($"  {label,-18}{value}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
