using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>The run as freqtrade would print it: by closed trades, whole days between start and end.</summary>
internal static class FreqtradeFigures
{
    /// <summary>Its word for what cannot be computed.</summary>
    private const double NotComputable = -100;

    public static void Add(FigureList figures, RunHistory run)
    {
        var performance = run.Performance;
        var start = (double)performance.StartEquity;
        double[] shares = [.. run.Results.Select(trade => (double)trade.Profit / start)];
        var days = Math.Max(1, (performance.End - performance.Start) / EquityCurve.Day);
        var aDay = shares.Sum() / days;
        var drawdown = Drawdown(shares);
        figures.Ratio(
            "freqtrade_sharpe", "freqtrade: Sharpe", Ratio(aDay, Deviation(shares)),
            "profit of closed trades a day over the start balance, over the deviation (n) of the trades', times √365");
        figures.Ratio(
            "freqtrade_sortino", "freqtrade: Sortino",
            Ratio(aDay, Deviation([.. shares.Where(share => share < 0)])),
            "the same over the deviation (n) of the losing trades around their own mean");
        figures.Ratio(
            "freqtrade_calmar", "freqtrade: Calmar", Ratio(aDay * 100, drawdown),
            "percent of profit a day over its drawdown, times √365");
        figures.Fraction(
            "freqtrade_cagr", "freqtrade: CAGR",
            Math.Pow((double)(performance.FinalEquity / performance.StartEquity), Moments.DaysAYear / days) - 1,
            "final over start balance to the power of 365 over the whole days");
        figures.Fraction(
            "freqtrade_maximum_drawdown", "freqtrade: maximum drawdown", drawdown,
            "largest fall in money of the profits of closed trades, a fraction of the balance it fell from; the start "
            + "is no peak");

        double Ratio(double value, double risk) => shares.Length == 0 ? 0
            : risk > 0 ? value / risk * Math.Sqrt(Moments.DaysAYear)
            : NotComputable;
    }

    private static double Deviation(double[] values)
    {
        var mean = Moments.MeanOf(values);
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }

    private static double Drawdown(double[] shares)
    {
        var (profit, peak, fall, deepest) = (0.0, double.NegativeInfinity, 0.0, 0.0);
        foreach (var share in shares)
        {
            profit += share;
            peak = Math.Max(peak, profit);
            if (peak - profit > fall)
                (fall, deepest) = (peak - profit, (peak - profit) / (1 + peak));
        }

        return deepest;
    }
}
