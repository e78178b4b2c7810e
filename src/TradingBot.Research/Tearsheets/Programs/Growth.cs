using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>What several programs compute alike.</summary>
internal static class Growth
{
    /// <summary>365 days, in seconds.</summary>
    public const double Year = 365.0 * EquityCurve.Day;

    /// <summary>What the equity grew by in a year.</summary>
    /// <param name="run">Has the equity.</param>
    /// <param name="length">How long that took, in the unit of <paramref name="year"/>.</param>
    /// <param name="year">A year.</param>
    public static double Annual(RunHistory run, double length, double year) =>
        Math.Pow((double)(run.Performance.FinalEquity / run.Performance.StartEquity), year / length) - 1;

    /// <summary>Deepest fall of the equity on its points.</summary>
    public static double DailyDrawdown(RunHistory run) =>
        Drawdowns.Of(run.Equity).Select(fall => fall.Depth).DefaultIfEmpty(0).Max();
}
