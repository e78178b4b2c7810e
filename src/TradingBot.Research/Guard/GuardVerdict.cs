using System.Globalization;
using TradingBot.Research.Inference;

namespace TradingBot.Research.Guard;

/// <summary>What one may believe, in a few plain sentences.</summary>
internal static class GuardVerdict
{
    /// <param name="guard">What was found.</param>
    /// <param name="best">The chosen set, in words.</param>
    /// <param name="made">Its return as the report has it, a fraction.</param>
    public static string Of(OverfittingGuard guard, string best, double made)
    {
        var sets = guard.Input.Returns.Sets;
        var sentences = new List<string>
        {
            Believable(guard),
            sets == 1
                ? $"The only set, {best}, made {Signed(made)}."
                : Text($"The best of {sets} sets, {best}, made {Signed(made)}."),
        };
        if (guard.WalkForward is { } walk && sets > 1)
        {
            var first = walk.Windows[0].Dates.TestFrom.DayNumber - guard.Input.Returns.FirstDay.DayNumber;
            var holding = DailyFigures.TotalReturn(guard.Input.Holding.AsSpan(first, walk.Stitched.Length));
            sentences.Add(
                $"Choosing sets as one could have at the time made {Signed(DailyFigures.TotalReturn(walk.Stitched))}, "
                + $"on days when that set made {Signed(DailyFigures.TotalReturn(walk.BestReturns))} "
                + $"and holding {Signed(holding)}.");
        }

        var (cash, hold) = (Passes(guard.AgainstCash), Passes(guard.AgainstHolding));
        sentences.Add((cash, hold) switch
        {
            (true, true) => "Some sets beat cash and holding.",
            (true, false) => "Some sets beat cash; none is shown to beat holding.",
            (false, true) => "Some sets beat holding; none is shown to beat cash.",
            _ => "No set is shown to beat cash or holding.",
        });
        return string.Join(' ', sentences);
    }

    private static string Believable(OverfittingGuard guard)
    {
        var failed = guard.Checks.Where(check => check.Mark == GuardMark.Failed).ToList();
        if (!double.IsFinite(guard.Best.Sharpe) || guard.Input.Returns.Days < 2 * Moments.DaysAYear)
            return "Too little is known to believe this result.";
        return failed.Count switch
        {
            0 => "Nothing here speaks against this result; trade it on paper next.",
            1 when failed[0].Name == "beats holding" => "This may be better than cash, but not than holding.",
            _ => "Do not believe this result yet.",
        };
    }

    private static bool Passes(SuperiorAbility test) => test.Studentized.Consistent < 1 - OverfittingGuard.Confidence;

    private static string Signed(double fraction) => Text($"{fraction * 100:+0.0;-0.0;0.0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
