using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>The run against buying everything at the first open and holding it.</summary>
internal static class HoldingGroup
{
    private static readonly (string Name, string Title, Func<AgainstHolding, double> Of, string Convention)[] Fit =
    [
        ("alpha", "Alpha", of => of.Alpha,
            "mean daily return less beta times that of holding, times 365; a fraction a year"),
        ("beta", "Beta", of => of.Beta, "covariance with the daily returns of holding over their variance"),
        ("correlation", "Correlation", of => of.Correlation, "Pearson's, of the daily returns with those of holding"),
        ("tracking_error", "Tracking error", of => of.TrackingError,
            "standard deviation (n - 1) of the daily difference from holding, times √365"),
        ("information_ratio", "Information ratio", of => of.Information,
            "mean over standard deviation (n - 1) of the daily difference from holding, times √365"),
        ("treynor", "Treynor", of => of.Treynor, "mean daily return times 365, over beta; risk-free rate 0"),
    ];

    public static FigureGroup Of(RunHistory run, DailySeries days, RatioResamples resamples)
    {
        var held = DayRatios.Of(days.Holding, []);
        var against = DayRatios.Of(days.Returns, days.Holding).Against;
        var figures = new FigureList();
        const string bought = "of everything bought at the first open, for slippage and one taker fee";
        figures.Fraction("holding_return", "Return of holding", run.Performance.BuyAndHold, bought);
        figures.Fraction(
            "excess_return",
            "Return above holding",
            run.Performance.Return - run.Performance.BuyAndHold,
            "return of the run less that of holding");
        const string alike = "as the run's, from holding's daily returns";
        figures.Fraction("holding_volatility", "Volatility of holding", held.Volatility, alike);
        figures.Ratio("holding_sharpe", "Sharpe of holding", held.Sharpe, alike);
        figures.Fraction(
            "holding_maximum_drawdown",
            "Maximum drawdown of holding",
            days.Holding.IsEmpty ? double.NaN : held.MaximumDrawdown,
            "deepest fall of holding over the whole days");
        foreach (var (name, title, of, convention) in Fit)
        {
            var interval = resamples.Interval(ratios => of(ratios.Against));
            if (name is "alpha" or "tracking_error")
                figures.Fraction(name, title, of(against), convention, interval);
            else
                figures.Ratio(name, title, of(against), convention, interval);
        }

        figures.Ratio(
            "alpha_t", "t of alpha", against.AlphaT,
            "alpha over its standard error in the fit; beyond ±2 it is hardly luck");
        var (up, down) = Capture(days);
        figures.Ratio(
            "up_capture", "Up capture", up,
            "mean return over mean return of holding, of the days on which holding gained");
        figures.Ratio(
            "down_capture", "Down capture", down,
            "mean return over mean return of holding, of the days on which it lost");
        return new FigureGroup("against_holding", "Against holding", figures, []);
    }

    private static (double Up, double Down) Capture(DailySeries days)
    {
        var (up, upHeld, down, downHeld) = (0.0, 0.0, 0.0, 0.0);
        for (var day = 0; day < days.Holding.Length; day++)
        {
            var (own, held) = (days.Returns[day], days.Holding[day]);
            if (held > 0)
                (up, upHeld) = (up + own, upHeld + held);
            else if (held < 0)
                (down, downHeld) = (down + own, downHeld + held);
        }

        return (upHeld == 0 ? double.NaN : up / upHeld, downHeld == 0 ? double.NaN : down / downHeld);
    }
}
