using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>Ratios of return to risk, each with where it may truly lie.</summary>
internal static class RatioGroup
{
    private static readonly (string Name, string Title, Func<DayRatios, double> Of, string Convention)[] Table =
    [
        ("sharpe", "Sharpe", of => of.Sharpe,
            "mean over standard deviation (n - 1) of the returns of whole days, times √365; risk-free rate 0"),
        ("sortino", "Sortino", of => of.Sortino,
            "mean over the root mean square of the negative daily returns over all days, times √365"),
        ("calmar_daily", "Calmar, daily", of => of.Calmar,
            "compound annual growth rate of the whole days over the deepest fall of the daily equity; from 30 days on"),
        ("omega", "Omega", of => of.Omega, "sum of the daily gains over sum of the daily losses"),
        ("gain_to_pain", "Gain to pain", of => of.GainToPain,
            "sum of the daily returns over sum of the daily losses"),
        ("recovery_factor", "Recovery factor", of => of.Recovery,
            "total return over the deepest fall of the daily equity, a fraction of its peak"),
    ];

    public static FigureGroup Of(DailySeries days, RatioResamples resamples)
    {
        var ratios = DayRatios.Of(days.Returns, days.Holding);
        var figures = new FigureList();
        foreach (var (name, title, of, convention) in Table)
            figures.Ratio(name, title, of(ratios), convention, resamples.Interval(of));
        figures.Ratio(
            "gain_to_pain_monthly",
            "Gain to pain, monthly",
            GainToPain(Period.Months(days)),
            "sum of the returns of calendar months over sum of the losses; a month's days are compounded");
        return new FigureGroup("ratios", "Ratios", figures, []);
    }

    private static double GainToPain(IReadOnlyList<Period> months)
    {
        var losses = -months.Sum(month => Math.Min(month.Return, 0));
        return losses > 0 ? months.Sum(month => month.Return) / losses : double.NaN;
    }
}
