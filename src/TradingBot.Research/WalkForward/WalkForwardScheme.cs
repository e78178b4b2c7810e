namespace TradingBot.Research.WalkForward;

/// <summary>How a history is cut into windows: train on whole months, test on the months that follow, go on.</summary>
/// <param name="TrainMonths">Calendar months to choose on, at least 1; the first window's where anchored.</param>
/// <param name="TestMonths">Calendar months that the choice is used for, at least 1; so far the windows go on.</param>
/// <param name="IsAnchored">Every train window begins at the first one's first day; else all are of one length.</param>
internal readonly record struct WalkForwardScheme(int TrainMonths, int TestMonths, bool IsAnchored = false)
{
    /// <summary>
    /// The windows in a history, in order. They begin with its first whole month; a test that the history does not fill
    /// is left out. Empty where the history is too short for one.
    /// </summary>
    /// <param name="firstDay">Of the history, UTC.</param>
    /// <param name="days">How many it has.</param>
    public IEnumerable<Window> Windows(DateOnly firstDay, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TrainMonths, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TestMonths, 1);
        return WindowsFrom(firstDay.Day == 1 ? firstDay : FirstOfNextMonth(firstDay), firstDay.AddDays(days));
    }

    private static DateOnly FirstOfNextMonth(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1);

    private IEnumerable<Window> WindowsFrom(DateOnly start, DateOnly end)
    {
        for (var months = 0; ; months += TestMonths)
        {
            var test = start.AddMonths(months + TrainMonths);
            var testEnd = test.AddMonths(TestMonths);
            if (testEnd > end)
                yield break;
            yield return new Window(IsAnchored ? start : start.AddMonths(months), test, testEnd);
        }
    }

    /// <summary>The test follows the train at once.</summary>
    /// <param name="TrainFrom">First day of the train.</param>
    /// <param name="TestFrom">First day of the test, the day after the train's last.</param>
    /// <param name="TestEnd">The day after the test's last.</param>
    public readonly record struct Window(DateOnly TrainFrom, DateOnly TestFrom, DateOnly TestEnd);
}
