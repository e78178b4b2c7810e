using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>The run as quantstats would print it, given its daily returns.</summary>
internal static class QuantstatsFigures
{
    /// <summary>Its default: a year of an exchange that closes.</summary>
    private const double ItsYear = 252;

    public static void Add(FigureList figures, RunHistory run, DailySeries rows)
    {
        var sharpe = DailyFigures.Sharpe(rows.Returns);
        var drawdown = Growth.DailyDrawdown(run);
        var cagr = Growth.Annual(run, rows.Returns.Length, Moments.DaysAYear);
        figures.Ratio(
            "quantstats_sharpe", "quantstats: Sharpe", sharpe * Math.Sqrt(ItsYear / Moments.DaysAYear),
            "mean over standard deviation (n - 1) of daily returns, times √252 if nobody says otherwise");
        figures.Ratio(
            "quantstats_sharpe_365", "quantstats: Sharpe, 365 periods", sharpe,
            "the same told that a year has 365 periods, as are those that follow");
        figures.Ratio(
            "quantstats_sortino_365", "quantstats: Sortino, 365 periods", DailyFigures.Sortino(rows.Returns),
            "mean over the root mean square of the losing days over all days, times √365");
        figures.Ratio(
            "quantstats_calmar_365", "quantstats: Calmar, 365 periods", drawdown > 0 ? cagr / drawdown : double.NaN,
            "its CAGR over the maximum drawdown");
        figures.Fraction(
            "quantstats_cagr_365", "quantstats: CAGR, 365 periods", cagr,
            "final over start equity to the power of 365 over the number of returns: a part of a day counts as a day");
        figures.Fraction(
            "quantstats_maximum_drawdown", "quantstats: maximum drawdown", drawdown,
            "deepest fall of the daily equity");
    }
}
