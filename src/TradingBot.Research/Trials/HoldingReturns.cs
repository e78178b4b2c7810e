using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Research.Trials;

/// <summary>What a trial is compared with: everything bought at its first open and held.</summary>
internal static class HoldingReturns
{
    /// <summary>
    /// Daily returns, marked as a trial's are at the last close before midnight. Where the first day begins with the
    /// trial, it pays the trial's slippage and one taker fee.
    /// </summary>
    /// <param name="setup">Of the trial.</param>
    /// <param name="firstDay">UTC.</param>
    /// <param name="days">How many.</param>
    public static double[] Of(TrialSetup setup, DateOnly firstDay, int days)
    {
        var start = (firstDay.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * EquityCurve.Day;
        var costs = (1 + (double)setup.Fills.Slippage) * (1 + (double)setup.Fills.Fees.At(0).Taker);
        var returns = new double[days];
        var before = CloseBefore(setup, start) is { } known && setup.Engine.TradeFrom < start
            ? known
            : FirstOpen(setup, start) * costs;
        for (var day = 0; day < days; day++)
        {
            var close = CloseBefore(setup, start + (day + 1) * EquityCurve.Day) ?? before;
            returns[day] = close / before - 1;
            before = close;
        }

        return returns;
    }

    private static double FirstOpen(TrialSetup setup, long seconds) =>
        setup.History.All[Math.Min(setup.History.IndexAt(seconds), setup.History.Count - 1)].Open;

    /// <summary>Of the last candle that has ended by then; null where none has.</summary>
    private static double? CloseBefore(TrialSetup setup, long seconds)
    {
        var next = setup.History.IndexAt(seconds - setup.Engine.Timeframe.Seconds + 1);
        return next > 0 ? setup.History.All[next - 1].Close : null;
    }
}
