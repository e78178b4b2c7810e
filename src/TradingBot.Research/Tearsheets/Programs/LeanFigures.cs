using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>The run as QuantConnect's LEAN would print it: the mean day compounded to a year.</summary>
internal static class LeanFigures
{
    public static void Add(FigureList figures, RunHistory run, DailySeries rows)
    {
        var moments = Moments.Of(rows.Returns);
        var aYear = Math.Pow(1 + moments.Mean, Moments.DaysAYear) - 1;
        var root = Math.Sqrt(Moments.DaysAYear);
        double[] losses = [.. rows.Returns.ToArray().Where(value => value < 0)];
        figures.Ratio(
            "lean_sharpe", "LEAN: Sharpe", Ratio(aYear, moments.Deviation * root),
            "mean daily return compounded to 365 days, over standard deviation (n - 1) times √365");
        figures.Ratio(
            "lean_sortino", "LEAN: Sortino", Ratio(aYear, Moments.OfFirstTwo(losses).Deviation * root),
            "the same over the standard deviation (n - 1) of the losing days around their own mean, times √365");
        figures.Fraction(
            "lean_cagr", "LEAN: compounding annual return",
            Growth.Annual(run, run.Performance.End - run.Performance.Start, Growth.Year),
            "final over start equity to the power of one over the years, of 365 days");
        figures.Fraction(
            "lean_maximum_drawdown", "LEAN: drawdown", Math.Round(Growth.DailyDrawdown(run), 3),
            "deepest fall of the daily equity, rounded to a tenth of a percent");
        figures.Fraction(
            "lean_psr", "LEAN: probabilistic Sharpe", Probability(moments, 1 / root),
            "probability that the true Sharpe is above 1 a year, but with excess kurtosis where kurtosis belongs");
    }

    private static double Ratio(double value, double risk) => risk > 0 ? value / risk : 0;

    /// <summary>With bias-corrected moments, and less 3 in the fourth.</summary>
    private static double Probability(in Moments moments, double benchmark)
    {
        double days = moments.Count;
        var skew = moments.Skew * Math.Sqrt(days * (days - 1)) / (days - 2);
        var excess = (days - 1) / ((days - 2) * (days - 3)) * ((days + 1) * (moments.Kurtosis - 3) + 6);
        var sharpe = moments.Sharpe;
        var variance = (1 - skew * sharpe + (excess - 1) / 4 * sharpe * sharpe) / (days - 1);
        return variance > 0 ? NormalDistribution.Cumulative((sharpe - benchmark) / Math.Sqrt(variance)) : double.NaN;
    }
}
