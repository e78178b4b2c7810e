namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>
/// The ratios of a series of daily returns. A year has 365 days: the market never closes. The risk-free rate is 0. The
/// parts of days at the beginning and the end are no days. What cannot be computed is NaN.
/// </summary>
public sealed class Returns
{
    /// <summary>What a shorter run grows by says nothing about a year.</summary>
    public const int LeastDays = 30;

    private const double DaysAYear = 365;
    private readonly double[] _daily;

    public Returns(IReadOnlyList<EquityPoint> points)
    {
        _daily = [.. points.Skip(1).Zip(points).Where(IsWholeDay).Select(Return)];
        var total = points[0].Equity > 0 ? (double)(points[^1].Equity / points[0].Equity) : double.NaN;
        var days = (points[^1].Seconds - points[0].Seconds) / (double)EquityCurve.Day;
        var cagr = days >= LeastDays && total >= 0 ? Math.Pow(total, DaysAYear / days) - 1 : double.NaN;
        Cagr = double.IsFinite(cagr) ? cagr : double.NaN;
    }

    /// <summary>Of each whole day, a fraction, in their order.</summary>
    public IReadOnlyList<double> Daily => _daily;

    /// <summary>Compound annual growth rate, a fraction; NaN for less than <see cref="LeastDays"/> days.</summary>
    public double Cagr { get; }

    /// <summary>Standard deviation (n - 1) of daily returns times √365.</summary>
    public double Volatility => Deviation() * Math.Sqrt(DaysAYear);

    /// <summary>Mean over standard deviation of daily returns, times √365.</summary>
    public double Sharpe => Ratio(Mean(), Deviation());

    /// <summary>
    /// Mean over downside deviation (root mean square of the negative ones over all days), times √365.
    /// </summary>
    public double Sortino => Ratio(Mean(), Downside());

    private static bool IsWholeDay((EquityPoint End, EquityPoint Start) day) =>
        day.End.Seconds - day.Start.Seconds == EquityCurve.Day;

    private static double Return((EquityPoint End, EquityPoint Start) day) =>
        day.Start.Equity > 0 ? (double)(day.End.Equity / day.Start.Equity) - 1 : 0;

    private static double Ratio(double mean, double risk) => risk > 0 ? mean / risk * Math.Sqrt(DaysAYear) : double.NaN;

    private double Mean() => _daily.Length == 0 ? double.NaN : _daily.Average();

    private double Deviation()
    {
        if (_daily.Length < 2)
            return double.NaN;
        var mean = Mean();
        return Math.Sqrt(_daily.Sum(r => (r - mean) * (r - mean)) / (_daily.Length - 1));
    }

    private double Downside() =>
        _daily.Length == 0 ? double.NaN : Math.Sqrt(_daily.Sum(r => r < 0 ? r * r : 0) / _daily.Length);
}
