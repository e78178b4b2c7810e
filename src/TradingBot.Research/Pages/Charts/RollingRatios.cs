using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Inference;

namespace TradingBot.Research.Pages.Charts;

/// <summary>Sharpe ratio and volatility of the last 90 whole days, a value a day; both a year's.</summary>
internal static class RollingRatios
{
    public const int Days = 90;

    /// <param name="equity">At the start, at each midnight UTC, and at the end.</param>
    /// <returns>For each point from which 90 whole days reach back; Sharpe is NaN where nothing moved.</returns>
    public static IReadOnlyList<RollingRatio> Of(IReadOnlyList<EquityPoint> equity)
    {
        var days = equity.Where(point => point.Seconds % EquityCurve.Day == 0).ToList();
        var ratios = new List<RollingRatio>();
        var returns = new double[Math.Max(0, days.Count - 1)];
        for (var day = 0; day < returns.Length; day++)
        {
            var before = days[day].Equity;
            returns[day] = before > 0 ? (double)(days[day + 1].Equity / before) - 1 : 0;
        }

        var year = Math.Sqrt(Moments.DaysAYear);
        for (var last = Days; last <= returns.Length; last++)
        {
            var moments = Moments.OfFirstTwo(returns.AsSpan(last - Days, Days));
            ratios.Add(new RollingRatio(
                days[last].Seconds,
                moments.Deviation > 0 ? moments.Mean / moments.Deviation * year : double.NaN,
                moments.Deviation * year));
        }

        return ratios;
    }
}

/// <summary>The ratios of the days that end at a midnight.</summary>
/// <param name="Seconds">Unix seconds of that midnight.</param>
/// <param name="Sharpe">A year's; NaN: not computable.</param>
/// <param name="Volatility">A year's, a fraction.</param>
internal readonly record struct RollingRatio(long Seconds, double Sharpe, double Volatility);
