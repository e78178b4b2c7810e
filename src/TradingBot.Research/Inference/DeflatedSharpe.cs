namespace TradingBot.Research.Inference;

/// <summary>
/// What is left of the best Sharpe ratio of a search once it is known how many were tried: Bailey and López de Prado
/// 2014, "The deflated Sharpe ratio", Journal of Portfolio Management 40.
/// </summary>
/// <param name="Trials">How many independent trials were assumed; at least 1.</param>
/// <param name="ExpectedBest">A day's Sharpe ratio that the best of so many has by luck alone (SR0).</param>
/// <param name="Probability">That the true Sharpe ratio of the best is above it (DSR), 0 to 1.</param>
internal readonly record struct DeflatedSharpe(double Trials, double ExpectedBest, double Probability)
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <param name="best">Moments of the daily returns of the set that was chosen.</param>
    /// <param name="deviation">
    /// Standard deviation (n - 1) of the daily Sharpe ratios of all trials; NaN for one.
    /// </param>
    /// <param name="trials">How many trials; the count of runs, or fewer where they are alike.</param>
    public static DeflatedSharpe Of(in Moments best, double deviation, double trials)
    {
        var maximum = ExpectedMaximum(trials);
        var expected = maximum > 0 ? deviation * maximum : 0; // a single trial has no deviation
        return new DeflatedSharpe(trials, expected, ProbabilisticSharpe.Probability(best, expected));
    }

    /// <summary>
    /// About what the largest of so many independent standard normal values is; 0 for a single one, where nothing was
    /// chosen.
    /// </summary>
    /// <param name="trials">At least 1; a fraction is allowed.</param>
    public static double ExpectedMaximum(double trials)
    {
        if (!(trials >= 1))
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "at least one trial is needed");
        if (trials == 1)
            return 0;
        var maximum = (1 - EulerMascheroni) * NormalDistribution.Quantile(1 - 1 / trials)
            + EulerMascheroni * NormalDistribution.Quantile(1 - 1 / (trials * Math.E));
        return Math.Max(0, maximum); // the approximation fails just above 1
    }

    /// <summary>
    /// How many years of data a search of so many trials needs before a Sharpe ratio like this is more than the best of
    /// so many worthless rules has: Bailey, Borwein, López de Prado and Zhu 2014, "Pseudo-mathematics and financial
    /// charlatanism", Notices of the AMS 61.
    /// </summary>
    /// <param name="trials">At least 1.</param>
    /// <param name="annualSharpe">Of the best, a year's.</param>
    /// <returns>Years; infinite for a Sharpe ratio that is not above 0.</returns>
    public static double MinimumBacktestYears(double trials, double annualSharpe)
    {
        var maximum = ExpectedMaximum(trials);
        return annualSharpe > 0 ? maximum * maximum / (annualSharpe * annualSharpe) : double.PositiveInfinity;
    }

    /// <summary>The simple upper bound of <see cref="MinimumBacktestYears"/>, 2 ln N over the square.</summary>
    /// <param name="trials">At least 1.</param>
    /// <param name="annualSharpe">Of the best, a year's.</param>
    /// <returns>Years; infinite for a Sharpe ratio that is not above 0.</returns>
    public static double MinimumBacktestYearsBound(double trials, double annualSharpe) =>
        annualSharpe > 0 ? 2 * Math.Log(trials) / (annualSharpe * annualSharpe) : double.PositiveInfinity;
}
