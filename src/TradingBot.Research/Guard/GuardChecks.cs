using System.Globalization;
using TradingBot.Research.Inference;

namespace TradingBot.Research.Guard;

/// <summary>The lines of the guard, each in words.</summary>
internal static class GuardChecks
{
    private const double Error = 1 - OverfittingGuard.Confidence;
    private const double DaysAYear = Moments.DaysAYear;

    public static IEnumerable<GuardCheck> Of(OverfittingGuard guard) =>
    [
        Deflated(guard),
        Superior("beats holding", guard.AgainstHolding, "no set is shown to beat holding", "some set beats holding"),
        Superior("beats cash", guard.AgainstCash, "no set is shown to beat cash", "some set beats cash"),
        .. Overfitting(guard),
        .. WalkForward(guard),
        .. Decisions("look-ahead", guard.Input.Truncation, "fills that change when later candles are missing"),
        .. Decisions("warm-up", guard.Input.WarmUp, "fills that change with twice the candles before the start"),
        Record(guard),
        Alone(guard),
        .. Effective(guard),
        .. Neighbours(guard),
        .. Edges(guard),
        .. Intervals(guard),
    ];

    private static GuardCheck Deflated(OverfittingGuard guard)
    {
        var value = guard.Deflated.Probability;
        var luck = guard.Deflated.ExpectedBest * Math.Sqrt(DaysAYear);
        var trials = Whole(guard.Deflated.Trials);
        return new GuardCheck(
            Passes(value >= OverfittingGuard.Confidence),
            $"deflated Sharpe, {trials} trials ever",
            value,
            Probability(value),
            "needs 0.95",
            $"luck alone finds a Sharpe of {Ratio(luck)} among {trials} like these; the best has "
                + Ratio(guard.Best.AnnualSharpe));
    }

    private static GuardCheck Superior(string name, SuperiorAbility test, string no, string yes)
    {
        var value = test.Studentized.Consistent;
        return new GuardCheck(
            Passes(value < Error), name, value, $"p {Probability(value)}", "needs 0.05",
            $"{(value < Error ? yes : no)}, all sets of this search counted (SPA)");
    }

    private static IEnumerable<GuardCheck> Overfitting(OverfittingGuard guard)
    {
        if (guard.Overfitting is not { } overfitting)
        {
            yield return new GuardCheck(
                GuardMark.Noted, "overfitting (PBO)", double.NaN, "n/a", "", "needs two sets and 32 days");
            yield break;
        }

        yield return new GuardCheck(
            Passes(overfitting.Probability < Error),
            "overfitting (PBO)",
            overfitting.Probability,
            Probability(overfitting.Probability),
            "needs 0.05",
            "how often the best in half of the time is in the worse half of the sets in the other; with a loss in "
                + Percent(overfitting.ProbabilityOfLoss));
    }

    private static IEnumerable<GuardCheck> WalkForward(OverfittingGuard guard)
    {
        if (guard.WalkForward is not { } walk)
        {
            var scheme = guard.Input.Scheme;
            yield return new GuardCheck(
                GuardMark.Noted, "walk-forward", double.NaN, "n/a", "",
                Text($"{guard.Input.Returns.Days} days have no {scheme.TrainMonths} whole months to train and ")
                    + Text($"{scheme.TestMonths} to test: see --train and --test"));
            yield break;
        }

        var interval = Resamples.Of(
            walk.Stitched,
            new ResamplePlan(guard.BlockDays, guard.Input.Resamples, guard.Input.Seed),
            DailyFigures.Sharpe)[0].Percentile(Error);
        yield return new GuardCheck(
            Passes(interval > 0),
            "walk-forward Sharpe",
            walk.Sharpe,
            Ratio(walk.Sharpe),
            Text($"5 % of resamples are below {Ratio(interval)}, needs 0"),
            "as chosen at the time; the best known later had "
                + $"{Ratio(DailyFigures.Sharpe(walk.BestReturns))} on these days");
    }

    private static IEnumerable<GuardCheck> Decisions(string name, DecisionCheck? check, string what)
    {
        if (check is not var (compared, different))
            yield break;
        yield return new GuardCheck(
            Passes(different == 0), name, different, Whole(different), "needs 0", $"of {Whole(compared)} {what}");
    }

    private static GuardCheck Record(OverfittingGuard guard)
    {
        var used = guard.Input.Returns.Days / DaysAYear;
        var needed = guard.BacktestYears;
        return new GuardCheck(
            Passes(used >= needed),
            "years of data",
            used,
            Years(used),
            double.IsFinite(needed) ? $"needs {Years(needed)}" : "needs a Sharpe above 0",
            $"after {Whole(guard.Deflated.Trials)} trials at this Sharpe");
    }

    private static GuardCheck Alone(OverfittingGuard guard)
    {
        var days = guard.TrackRecordDays;
        return new GuardCheck(
            GuardMark.Noted,
            "alone (PSR)",
            guard.Significance,
            Probability(guard.Significance),
            days is { } needed ? $"0.95 after {Years(needed / DaysAYear)}" : "no Sharpe above 0",
            "what it would be worth as the only trial ever run");
    }

    private static IEnumerable<GuardCheck> Effective(OverfittingGuard guard)
    {
        var probability = DeflatedSharpe
            .Of(guard.Best, guard.Sharpes.Deviation, guard.EffectiveByCorrelation).Probability;
        var other = guard.EffectiveByParticipation is { } ratio ? $"; {Ratio(ratio)} by their eigenvalues" : "";
        yield return new GuardCheck(
            GuardMark.Noted,
            "trials that are alike",
            guard.EffectiveByCorrelation,
            Ratio(guard.EffectiveByCorrelation),
            $"deflated {Probability(probability)}",
            $"as many unlike ones by the average correlation{other}");
    }

    private static IEnumerable<GuardCheck> Neighbours(OverfittingGuard guard)
    {
        if (guard.Input.Neighbours is not { Count: > 0 } near)
            yield break;
        yield return new GuardCheck(
            GuardMark.Noted, "its neighbours", near.Average(), Ratio(near.Average()), $"worst {Ratio(near.Min())}",
            $"mean Sharpe of what lies one step away ({near.Count}); {Ratio(guard.Best.AnnualSharpe)} itself");
    }

    private static IEnumerable<GuardCheck> Edges(OverfittingGuard guard)
    {
        if (guard.Input.Edges is not { Count: > 0 } edges)
            yield break;
        yield return new GuardCheck(
            GuardMark.Noted, "edge of the ranges", edges.Count, Whole(edges.Count), string.Join(", ", edges),
            "the best may lie outside: widen them");
    }

    private static IEnumerable<GuardCheck> Intervals(OverfittingGuard guard)
    {
        var (low, high) = guard.Resampled.Sharpe.Interval(OverfittingGuard.Confidence);
        yield return new GuardCheck(
            GuardMark.Noted, "Sharpe, 95 %", guard.Best.AnnualSharpe, $"{Ratio(low)} to {Ratio(high)}",
            "", Text($"block bootstrap, blocks of {guard.BlockDays:0} days, {guard.Input.Resamples} resamples"));
        var fall = guard.Resampled.Drawdown;
        yield return new GuardCheck(
            GuardMark.Noted, "maximum drawdown", fall.Percentile(0.5), Percent(fall.Percentile(0.5)),
            $"5 % are beyond {Percent(fall.Percentile(OverfittingGuard.Confidence))}",
            "median of the same resamples: the order of its days was one of many");
    }

    private static GuardMark Passes(bool does) => does ? GuardMark.Passed : GuardMark.Failed;

    private static string Probability(double value) => Number(value, "0.000");

    private static string Ratio(double value) => Number(value, "0.00");

    private static string Percent(double value) => double.IsFinite(value) ? Number(value * 100, "0.0") + " %" : "n/a";

    private static string Years(double value) => Number(value, "0.0") + " years";

    private static string Whole(double value) => Number(value, "0");

    private static string Number(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "n/a";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
