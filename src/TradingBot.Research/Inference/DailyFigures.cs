namespace TradingBot.Research.Inference;

/// <summary>
/// Figures of a series of daily returns by the conventions of a report: a year of 365 days, a risk-free rate of 0, one
/// return a whole day. What cannot be computed is NaN. Each fits where a bootstrap asks for a figure.
/// </summary>
internal static class DailyFigures
{
    /// <summary>A day's mean.</summary>
    public static double Mean(ReadOnlySpan<double> returns) => Moments.MeanOf(returns);

    /// <summary>Mean over standard deviation (n - 1), times √365.</summary>
    public static double Sharpe(ReadOnlySpan<double> returns) => Moments.OfFirstTwo(returns).AnnualSharpe;

    /// <summary>Standard deviation (n - 1) times √365.</summary>
    public static double Volatility(ReadOnlySpan<double> returns) =>
        Moments.OfFirstTwo(returns).Deviation * Math.Sqrt(Moments.DaysAYear);

    /// <summary>Mean over the root mean square of the negative returns over all days, times √365.</summary>
    public static double Sortino(ReadOnlySpan<double> returns)
    {
        var (sum, downside) = (0.0, 0.0);
        foreach (var value in returns)
        {
            sum += value;
            downside += value < 0 ? value * value : 0;
        }

        var risk = Math.Sqrt(downside / returns.Length);
        return risk > 0 ? sum / returns.Length / risk * Math.Sqrt(Moments.DaysAYear) : double.NaN;
    }

    /// <summary>What one unit has grown by, a fraction.</summary>
    public static double TotalReturn(ReadOnlySpan<double> returns)
    {
        var equity = 1.0;
        foreach (var value in returns)
            equity *= 1 + value;
        return equity - 1;
    }

    /// <summary>Compound annual growth rate, a fraction; NaN where more than everything was lost.</summary>
    public static double Cagr(ReadOnlySpan<double> returns) =>
        Math.Pow(1 + TotalReturn(returns), Moments.DaysAYear / returns.Length) - 1;

    /// <summary>Deepest fall from a peak, a fraction of it; the start is a peak.</summary>
    public static double MaximumDrawdown(ReadOnlySpan<double> returns)
    {
        var (equity, peak, deepest) = (1.0, 1.0, 0.0);
        foreach (var value in returns)
        {
            equity *= 1 + value;
            peak = Math.Max(peak, equity);
            deepest = Math.Max(deepest, 1 - equity / peak);
        }

        return deepest;
    }

    /// <summary>Compound annual growth rate over maximum drawdown; NaN without a drawdown.</summary>
    public static double Calmar(ReadOnlySpan<double> returns)
    {
        var deepest = MaximumDrawdown(returns);
        return deepest > 0 ? Cagr(returns) / deepest : double.NaN;
    }
}
