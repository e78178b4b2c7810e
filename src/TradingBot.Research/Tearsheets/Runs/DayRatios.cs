using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Inference;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>
/// The ratios of one series of daily returns, together because a bootstrap wants all of each resample. A year has 365
/// days, the risk-free rate is 0; NaN: not computable.
/// </summary>
internal readonly record struct DayRatios
{
    /// <summary>Mean over standard deviation (n - 1), times √365.</summary>
    public double Sharpe { get; private init; }

    /// <summary>Mean over downside deviation over all days, times √365.</summary>
    public double Sortino { get; private init; }

    /// <summary>Compound annual growth rate over the deepest fall.</summary>
    public double Calmar { get; private init; }

    /// <summary>Sum of the gains over sum of the losses.</summary>
    public double Omega { get; private init; }

    /// <summary>Sum of the returns over sum of the losses.</summary>
    public double GainToPain => Omega - 1;

    /// <summary>Total return over the deepest fall.</summary>
    public double Recovery { get; private init; }

    /// <summary>Standard deviation (n - 1) times √365.</summary>
    public double Volatility { get; private init; }

    /// <summary>Deepest fall, a fraction of its peak.</summary>
    public double MaximumDrawdown { get; private init; }

    /// <summary>What is against holding; all NaN without it.</summary>
    public AgainstHolding Against { get; private init; }

    /// <param name="returns">A day's each.</param>
    /// <param name="holding">Of the same days, or empty.</param>
    public static DayRatios Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> holding)
    {
        var moments = Moments.OfFirstTwo(returns);
        var (gains, losses, squares) = (0.0, 0.0, 0.0);
        var (equity, peak, deepest, floor) = (1.0, 1.0, 0.0, 1.0); // a division only where the fall is the deepest
        foreach (var value in returns)
        {
            var loss = Math.Min(value, 0);
            gains += value - loss;
            losses -= loss;
            squares += loss * loss;
            equity *= 1 + value;
            if (equity > peak)
                (peak, floor) = (equity, equity * (1 - deepest));
            else if (equity < floor)
                (deepest, floor) = (1 - equity / peak, equity);
        }

        var downside = Math.Sqrt(squares / returns.Length);
        var isYear = returns.Length >= Returns.LeastDays && equity >= 0;
        var cagr = isYear ? Math.Pow(equity, Moments.DaysAYear / returns.Length) - 1 : double.NaN;
        return new DayRatios
        {
            Sharpe = moments.AnnualSharpe,
            Sortino = Over(moments.Mean, downside) * Math.Sqrt(Moments.DaysAYear),
            Calmar = Over(cagr, deepest),
            Omega = Over(gains, losses),
            Recovery = Over(equity - 1, deepest),
            Volatility = moments.Deviation * Math.Sqrt(Moments.DaysAYear),
            MaximumDrawdown = deepest,
            Against = holding.IsEmpty ? AgainstHolding.Unknown : AgainstHolding.Of(returns, holding),
        };
    }

    private static double Over(double value, double risk) => risk > 0 ? value / risk : double.NaN;
}
