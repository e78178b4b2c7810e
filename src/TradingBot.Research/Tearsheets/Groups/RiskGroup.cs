using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>How much could be lost, and how long it took to get it back.</summary>
internal static class RiskGroup
{
    private const int WorstShown = 10;

    public static FigureGroup Of(RunHistory run, DailySeries days, RatioResamples resamples)
    {
        var falls = Drawdowns.Of(run.Equity);
        var figures = new FigureList();
        AddDrawdowns(figures, run, falls, resamples);
        AddTails(figures, days);
        AddShape(figures, days);
        return new FigureGroup("risk", "Risk", figures, [TableOf(falls)]);
    }

    /// <summary>The deepest fall of the balance from one closed trade to the next; the start is a peak.</summary>
    public static double ClosedTradeDrawdown(decimal start, IReadOnlyList<TradeResult> trades)
    {
        var (balance, peak, deepest) = (start, start, 0.0);
        foreach (var trade in trades)
        {
            balance += trade.Profit;
            peak = Math.Max(peak, balance);
            if (peak > 0)
                deepest = Math.Max(deepest, (double)((peak - balance) / peak));
        }

        return deepest;
    }

    private static void AddDrawdowns(
        FigureList figures, RunHistory run, IReadOnlyList<Drawdown> falls, RatioResamples resamples)
    {
        var under = UnderWater(run.Equity);
        figures.Fraction(
            "maximum_drawdown",
            "Maximum drawdown",
            run.Performance.Drawdown.Depth,
            "deepest fall of the equity from candle close to candle close, a fraction of its peak");
        figures.Fraction(
            "maximum_drawdown_daily",
            "Maximum drawdown, daily",
            falls.Select(fall => fall.Depth).DefaultIfEmpty(0).Max(),
            "the same on the equity at the start, at each midnight UTC and at the end",
            resamples.Interval(ratios => ratios.MaximumDrawdown));
        figures.Fraction(
            "closed_trade_drawdown",
            "Maximum drawdown, closed trades",
            ClosedTradeDrawdown(run.Performance.StartEquity, run.Results),
            "the same on the balance after each closed trade: it does not see what open trades lose");
        figures.Tally("drawdowns", "Drawdowns", falls.Count, "falls of the daily equity from a peak");
        figures.Fraction(
            "average_drawdown", "Average drawdown", Mean(falls.Select(fall => fall.Depth)),
            "mean depth of these falls");
        figures.Days(
            "average_drawdown_days",
            "Average drawdown length",
            Mean(falls.Select(fall => fall.Length.TotalDays)),
            "mean time from a peak until it is reached again, or until the end");
        figures.Days(
            "longest_drawdown_days",
            "Longest drawdown",
            falls.Select(fall => fall.Length.TotalDays).DefaultIfEmpty(0).Max(),
            "longest time from a peak until it is reached again, or until the end; it need not be the deepest");
        figures.Fraction(
            "time_under_water", "Time under water", Mean(under.Select(depth => depth > 0 ? 1.0 : 0)),
            "share of the daily points, without the first, below an earlier one");
        figures.Fraction(
            "ulcer_index", "Ulcer index", Math.Sqrt(Mean(under.Select(depth => depth * depth))),
            "root mean square of the fall from the peak at each daily point, without the first");
        figures.Fraction("pain_index", "Pain index", Mean(under), "mean of the same falls");
    }

    private static void AddTails(FigureList figures, DailySeries days)
    {
        double[] sorted = [.. days.Returns];
        Array.Sort(sorted);
        foreach (var (percent, share) in new[] { (95, 0.05), (99, 0.01) })
        {
            var limit = Percentiles.OfSorted(sorted, share);
            figures.Fraction(
                $"value_at_risk_{percent}", $"Value at risk {percent} %", limit,
                $"the return that {100 - percent} % of the days are below, interpolated between days");
            figures.Fraction(
                $"expected_shortfall_{percent}", $"Expected shortfall {percent} %",
                Mean(sorted.Where(value => value <= limit)), "mean return of the days at or below that");
        }

        var low = Math.Abs(Percentiles.OfSorted(sorted, 0.05));
        figures.Ratio(
            "tail_ratio", "Tail ratio", low > 0 ? Math.Abs(Percentiles.OfSorted(sorted, 0.95)) / low : double.NaN,
            "95th percentile of the daily returns over the 5th, without signs");
        AddExtremes("day", sorted, "a whole day from midnight to midnight UTC");
        AddExtremes("week", [.. Period.Weeks(days).Select(week => week.Return)], "Monday to Sunday, days compounded");
        AddExtremes("month", [.. Period.Months(days).Select(month => month.Return)], "calendar month, days compounded");

        void AddExtremes(string period, double[] returns, string convention)
        {
            var (best, worst) = returns.Length == 0 ? (double.NaN, double.NaN) : (returns.Max(), returns.Min());
            figures.Fraction($"best_{period}", $"Best {period}", best, convention);
            figures.Fraction($"worst_{period}", $"Worst {period}", worst, convention);
        }
    }

    private static void AddShape(FigureList figures, DailySeries days)
    {
        var moments = Moments.Of(days.Returns);
        var (gains, below) = (0, 0.0);
        foreach (var value in days.Returns)
        {
            gains += value > 0 ? 1 : 0;
            below += value < 0 ? value * value : 0;
        }

        var count = days.Returns.Length;
        figures.Fraction(
            "downside_deviation", "Downside deviation", Math.Sqrt(below / count) * Math.Sqrt(Moments.DaysAYear),
            "root mean square of the negative daily returns over all days, times √365");
        figures.Ratio(
            "skew", "Skew", moments.Skew, "third moment of the daily returns (g1); 0 for a normal distribution");
        figures.Ratio(
            "excess_kurtosis", "Excess kurtosis", moments.Kurtosis - 3,
            "fourth moment of the daily returns less 3 (g2); 0 for a normal distribution");
        figures.Ratio(
            "autocorrelation", "Autocorrelation", Autocorrelation(days.Returns, moments.Mean),
            "of each day's return with that of the day before");
        figures.Fraction(
            "positive_days", "Days that gained", count == 0 ? double.NaN : (double)gains / count,
            "share of all whole days, those without a trade included");
    }

    private static FigureTable TableOf(IReadOnlyList<Drawdown> falls) => new(
        "worst_drawdowns",
        "Worst drawdowns",
        "the ten deepest falls of the daily equity; the end is when the peak is reached again, or that of the run",
        [
            new FigureColumn("peak", "Peak", FigureUnit.Time),
            new FigureColumn("trough", "Trough", FigureUnit.Time),
            new FigureColumn("end", "End", FigureUnit.Time),
            new FigureColumn("depth", "Depth", FigureUnit.Fraction),
            new FigureColumn("days", "Days", FigureUnit.Days),
            new FigureColumn("days_to_trough", "Days to the trough", FigureUnit.Days),
            new FigureColumn("recovered", "Recovered", FigureUnit.YesNo),
        ],
        [
            .. falls.OrderByDescending(fall => fall.Depth).Take(WorstShown).Select(fall => (IReadOnlyList<FigureCell>)
            [
                (double)fall.Peak,
                (double)fall.Trough,
                (double)fall.End,
                fall.Depth,
                fall.Length.TotalDays,
                (fall.Trough - fall.Peak) / (double)EquityCurve.Day,
                fall.Recovered ? 1.0 : 0.0,
            ]),
        ]);

    private static double Autocorrelation(ReadOnlySpan<double> returns, double mean)
    {
        var (both, own) = (0.0, 0.0);
        for (var day = 0; day < returns.Length; day++)
        {
            var distance = returns[day] - mean;
            own += distance * distance;
            both += day == 0 ? 0 : distance * (returns[day - 1] - mean);
        }

        return own > 0 ? both / own : double.NaN;
    }

    /// <summary>How far each point but the first is below the highest so far, a fraction.</summary>
    private static double[] UnderWater(IReadOnlyList<EquityPoint> points)
    {
        var depths = new double[points.Count - 1];
        var peak = points[0].Equity;
        for (var i = 1; i < points.Count; i++)
        {
            peak = Math.Max(peak, points[i].Equity);
            depths[i - 1] = peak > 0 ? (double)((peak - points[i].Equity) / peak) : 0;
        }

        return depths;
    }

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
