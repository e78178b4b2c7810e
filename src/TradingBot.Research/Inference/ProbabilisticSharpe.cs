namespace TradingBot.Research.Inference;

/// <summary>
/// How sure a Sharpe ratio is, given the length, skew and tails of the returns it was measured on: Bailey and López de
/// Prado 2012, "The Sharpe ratio efficient frontier", Journal of Risk 15. It knows nothing of a search: of the best of
/// many runs <see cref="DeflatedSharpe"/> has to be asked. Sharpe ratios are a day's.
/// </summary>
internal static class ProbabilisticSharpe
{
    /// <summary>Standard error of the daily Sharpe ratio; NaN where there is none.</summary>
    public static double StandardError(in Moments moments) => Math.Sqrt(Variance(moments) / (moments.Count - 1));

    /// <summary>The probability (PSR) that the true Sharpe ratio is above a benchmark's.</summary>
    /// <param name="moments">Of the daily returns.</param>
    /// <param name="benchmark">A day's Sharpe ratio: that of a year over √365.</param>
    /// <returns>0 to 1; NaN where there is no Sharpe ratio.</returns>
    public static double Probability(in Moments moments, double benchmark) =>
        NormalDistribution.Cumulative((moments.Sharpe - benchmark) / StandardError(moments));

    /// <summary>The days that are needed to be so sure that the true Sharpe ratio is above a benchmark's.</summary>
    /// <param name="moments">Of the daily returns.</param>
    /// <param name="benchmark">A day's Sharpe ratio.</param>
    /// <param name="confidence">Between 0.5 and 1.</param>
    /// <returns>Days, not rounded; null where the measured ratio is not above the benchmark.</returns>
    public static double? MinimumTrackRecord(in Moments moments, double benchmark, double confidence = 0.95)
    {
        if (!(confidence > 0.5 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(confidence), confidence, "a confidence between 0.5 and 1 is allowed");
        }

        if (!(moments.Sharpe > benchmark))
            return null;
        var deviations = NormalDistribution.Quantile(confidence) / (moments.Sharpe - benchmark);
        return 1 + Variance(moments) * deviations * deviations;
    }

    /// <summary>Of the daily Sharpe ratio times √(n - 1).</summary>
    private static double Variance(in Moments moments)
    {
        var sharpe = moments.Sharpe;
        return 1 - moments.Skew * sharpe + (moments.Kurtosis - 1) / 4 * sharpe * sharpe;
    }
}
