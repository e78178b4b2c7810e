using System.Globalization;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>What the days of a month, a week or a year have come to together.</summary>
/// <param name="Name">Such as 2017-03.</param>
/// <param name="Return">Of the account, a fraction.</param>
/// <param name="Holding">Of holding, a fraction; NaN where nobody knows.</param>
internal readonly record struct Period(string Name, double Return, double Holding)
{
    public static IReadOnlyList<Period> Months(DailySeries days) =>
        Of(days, day => day.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    public static IReadOnlyList<Period> Years(DailySeries days) =>
        Of(days, day => day.ToString("yyyy", CultureInfo.InvariantCulture));

    /// <summary>From Monday to Sunday, named by the Monday.</summary>
    public static IReadOnlyList<Period> Weeks(DailySeries days) =>
        Of(days, day => Monday(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static DateTime Monday(DateTime day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static List<Period> Of(DailySeries days, Func<DateTime, string> nameOf)
    {
        var periods = new List<Period>();
        for (var i = 0; i < days.Starts.Count; i++)
        {
            var start = days.Starts[i];
            var name = nameOf(DateTime.UnixEpoch.AddSeconds(start - start % EquityCurve.Day));
            if (periods.Count == 0 || periods[^1].Name != name)
                periods.Add(new Period(name, 0, days.Holding.IsEmpty ? double.NaN : 0));
            var (whole, day) = (periods[^1], days.Returns[i]);
            periods[^1] = whole with
            {
                Return = (1 + whole.Return) * (1 + day) - 1,
                Holding = days.Holding.IsEmpty ? double.NaN : (1 + whole.Holding) * (1 + days.Holding[i]) - 1,
            };
        }

        return periods;
    }
}
