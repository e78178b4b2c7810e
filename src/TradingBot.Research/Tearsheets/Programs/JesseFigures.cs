using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>The run as Jesse would print it, from its daily equity.</summary>
internal static class JesseFigures
{
    public static void Add(FigureList figures, RunHistory run, DailySeries rows)
    {
        var drawdown = Growth.DailyDrawdown(run);
        var days = run.Equity.Count < 2 ? 0 : (run.Equity[^1].Seconds - run.Equity[1].Seconds) / EquityCurve.Day;
        var cagr = days > 0 ? Growth.Annual(run, days, Moments.DaysAYear) : double.NaN;
        figures.Ratio(
            "jesse_sharpe", "Jesse: Sharpe", DailyFigures.Sharpe(rows.Returns),
            "mean over standard deviation (n - 1) of daily returns, times √365");
        figures.Ratio(
            "jesse_sortino", "Jesse: Sortino", DailyFigures.Sortino(rows.Returns),
            "mean over the root mean square of the losing days over all days, times √365");
        figures.Ratio(
            "jesse_calmar", "Jesse: Calmar", drawdown > 0 ? cagr / drawdown : double.NaN,
            "its CAGR over the maximum drawdown");
        figures.Fraction(
            "jesse_cagr", "Jesse: CAGR", cagr,
            "final over start equity to the power of 365 over the whole days from the first return to the last, a day "
            + "too few");
        figures.Fraction(
            "jesse_maximum_drawdown", "Jesse: maximum drawdown", drawdown, "deepest fall of the daily equity");
    }
}
