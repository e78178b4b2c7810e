using TradingBot.Research.Inference;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>
/// How daily returns depend on those of holding: a straight line fitted through both. A year has 365 days, the
/// risk-free rate is 0; NaN: not computable.
/// </summary>
/// <param name="Alpha">What is left of the mean return less beta times that of holding, times 365.</param>
/// <param name="Beta">Covariance over the variance of holding.</param>
/// <param name="Correlation">Pearson's.</param>
/// <param name="TrackingError">Standard deviation (n - 1) of the difference, times √365.</param>
/// <param name="Information">Mean of the difference over its standard deviation, times √365.</param>
/// <param name="Treynor">Mean return times 365, over beta.</param>
/// <param name="AlphaT">Alpha over its standard error.</param>
internal readonly record struct AgainstHolding(
    double Alpha,
    double Beta,
    double Correlation,
    double TrackingError,
    double Information,
    double Treynor,
    double AlphaT)
{
    /// <summary>
    /// What a sum of squares is at least, as a share of that of the returns: below, it is rounding of equal ones.
    /// </summary>
    private const double LeastVariation = 1e-14;

    public static AgainstHolding Unknown { get; } =
        new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <param name="returns">A day's each.</param>
    /// <param name="holding">Of the same days.</param>
    public static AgainstHolding Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> holding)
    {
        var (mean, meanOfHolding) = (Moments.MeanOf(returns), Moments.MeanOf(holding));
        var (own, other, both, difference) = (0.0, 0.0, 0.0, 0.0);
        for (var day = 0; day < returns.Length; day++)
        {
            var (left, right) = (returns[day] - mean, holding[day] - meanOfHolding);
            own += left * left;
            other += right * right;
            both += left * right;
            difference += (left - right) * (left - right);
        }

        var days = returns.Length;
        var beta = other > 0 ? both / other : double.NaN;
        var alpha = mean - beta * meanOfHolding;
        var least = LeastVariation * own;
        var error = days < 2 ? double.NaN : difference > least ? Math.Sqrt(difference / (days - 1)) : 0;
        var residual = own - beta * both > least ? (own - beta * both) / (days - 2) : double.NaN;
        var alphaError = Math.Sqrt(residual * (1.0 / days + meanOfHolding * meanOfHolding / other));
        return new AgainstHolding(
            alpha * Moments.DaysAYear,
            beta,
            own > 0 && other > 0 ? both / Math.Sqrt(own * other) : double.NaN,
            error * Math.Sqrt(Moments.DaysAYear),
            error > 0 ? (mean - meanOfHolding) / error * Math.Sqrt(Moments.DaysAYear) : double.NaN,
            beta != 0 ? mean * Moments.DaysAYear / beta : double.NaN,
            days > 2 && alphaError > 0 ? alpha / alphaError : double.NaN);
    }
}
