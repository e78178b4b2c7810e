using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>Months and years of the whole days.</summary>
internal static class PeriodGroup
{
    public static FigureGroup Of(DailySeries days) => new(
        "periods",
        "Months and years",
        [],
        [
            Table("months", "Months", "month", "Month", Period.Months(days)),
            Table("years", "Years", "year", "Year", Period.Years(days)),
        ]);

    private static FigureTable Table(
        string name, string title, string head, string headTitle, IReadOnlyList<Period> periods) => new(
        name,
        title,
        "returns of whole days compounded, by the UTC day they begin in; the first and the last need not be whole",
        [
            new FigureColumn(head, headTitle, FigureUnit.Text),
            new FigureColumn("return", "Return", FigureUnit.Fraction),
            new FigureColumn("holding", "Holding", FigureUnit.Fraction),
        ],
        [.. periods.Select(period => (IReadOnlyList<FigureCell>)[period.Name, period.Return, period.Holding])]);
}
