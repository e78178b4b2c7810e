using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>The run as backtesting.py would print it, if it was given the daily equity: geometric means.</summary>
internal static class BacktestingPyFigures
{
    private const double DaysOfItsCagr = 365.25;

    public static void Add(FigureList figures, RunHistory run)
    {
        var returns = ByCalendarDay(run.Equity);
        var days = Moments.DaysAYear;
        var growth = returns.Length == 0 ? double.NaN : Math.Exp(returns.Average(value => Math.Log(1 + value)));
        var aYear = Math.Pow(growth, days) - 1;
        var variance = Math.Pow(Moments.OfFirstTwo(returns).Deviation, 2);
        var volatility = Math.Sqrt(Math.Pow(variance + growth * growth, days) - Math.Pow(growth, 2 * days));
        var downside = Math.Sqrt(returns.Sum(value => value < 0 ? value * value : 0) / returns.Length);
        var drawdown = Growth.DailyDrawdown(run);
        figures.Ratio(
            "backtesting_py_sharpe", "backtesting.py: Sharpe", Over(aYear, volatility),
            "geometric mean day to the power of 365, over a volatility that is compounded too");
        figures.Ratio(
            "backtesting_py_sortino", "backtesting.py: Sortino", Over(aYear, downside * Math.Sqrt(days)),
            "the same return over the root mean square of the losing days over all days, times √365");
        figures.Ratio(
            "backtesting_py_calmar", "backtesting.py: Calmar", Over(aYear, drawdown),
            "the same return over the maximum drawdown");
        figures.Fraction(
            "backtesting_py_cagr", "backtesting.py: CAGR",
            Growth.Annual(
                run, run.Performance.End - run.Performance.Start, DaysOfItsCagr * EquityCurve.Day),
            "final over start equity to the power of one over the years, of 365.25 days");
        figures.Fraction(
            "backtesting_py_maximum_drawdown", "backtesting.py: maximum drawdown", drawdown,
            "deepest fall of the daily equity; it would look at every candle");
    }

    /// <summary>From the last value of a calendar day to that of the next.</summary>
    private static double[] ByCalendarDay(IReadOnlyList<EquityPoint> points)
    {
        var days = points.GroupBy(point => point.Seconds / EquityCurve.Day);
        double[] last = [.. days.Select(day => (double)day.Last().Equity)];
        return [.. last.Skip(1).Zip(last, (end, start) => end / start - 1)];
    }

    private static double Over(double value, double risk) => risk > 0 ? value / risk : double.NaN;
}
