namespace TradingBot.Core.Statistics;

/// <summary>
/// The ratios of a series of daily returns. A year has 365 days: the market never closes. The risk-free rate is 0. What
/// cannot be computed is NaN.
/// </summary>
public sealed class Returns
{
    private const double DaysAYear = 365;
    private readonly double[] _daily;

    public Returns(IReadOnlyList<EquityPoint> points)
    {
        _daily = new double[points.Count - 1];
        for (var i = 1; i < points.Count; i++)
        {
            var before = points[i - 1].Equity;
            _daily[i - 1] = before > 0 ? (double)(points[i].Equity / before) - 1 : 0;
        }

        var total = points[0].Equity > 0 ? (double)(points[^1].Equity / points[0].Equity) : double.NaN;
        var years = (points[^1].Seconds - points[0].Seconds) / 86_400.0 / DaysAYear;
        Cagr = years > 0 && total >= 0 ? Math.Pow(total, 1 / years) - 1 : double.NaN;
    }

    /// <summary>Compound annual growth rate, a fraction.</summary>
    public double Cagr { get; }

    /// <summary>Standard deviation (n - 1) of daily returns times √365.</summary>
    public double Volatility => Deviation() * Math.Sqrt(DaysAYear);

    /// <summary>Mean over standard deviation of daily returns, times √365.</summary>
    public double Sharpe => Ratio(Mean(), Deviation());

    /// <summary>
    /// Mean over downside deviation (root mean square of the negative ones over all days), times √365.
    /// </summary>
    public double Sortino => Ratio(Mean(), Downside());

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
