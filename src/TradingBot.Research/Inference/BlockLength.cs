namespace TradingBot.Research.Inference;

/// <summary>
/// How long a bootstrap's blocks should be: Politis and White 2004, "Automatic block-length selection for the dependent
/// bootstrap", Econometric Reviews 23, as corrected by Patton, Politis and White 2009 (ibid. 28).
/// </summary>
internal static class BlockLength
{
    /// <summary>The mean block length of a stationary bootstrap of a series' mean, in days; below 1 take 1.</summary>
    /// <param name="returns">
    /// Daily returns; their squares where volatility matters, whose memory is longer. At least 10 days.
    /// </param>
    /// <returns>Above 0, at most the lesser of 3 √n and n/3; 1 for returns that are all the same.</returns>
    public static double Optimal(ReadOnlySpan<double> returns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(returns.Length, 10);
        var days = returns.Length;
        var moments = Moments.OfFirstTwo(returns);
        if (!double.IsFinite(moments.Sharpe))
            return 1;
        var centred = new double[days];
        for (var day = 0; day < days; day++)
            centred[day] = returns[day] - moments.Mean;
        var (covariances, lags) = Covariances(centred);
        var (spectrum, slope) = (covariances[0], 0.0);
        for (var lag = 1; lag <= lags; lag++)
        {
            var weight = 2 * lag <= lags ? 1 : 2 * (1 - (double)lag / lags); // flat-topped
            spectrum += 2 * weight * covariances[lag];
            slope += 2 * weight * lag * covariances[lag];
        }

        var most = Math.Ceiling(Math.Min(3 * Math.Sqrt(days), days / 3.0));
        return Math.Min(Math.Cbrt(slope * slope / (spectrum * spectrum) * days), most);
    }

    /// <summary>Autocovariances, and up to which lag they count: twice the last before a row of small ones.</summary>
    private static (double[] Covariances, int Lags) Covariances(double[] centred)
    {
        var days = centred.Length;
        var row = Math.Max(5, (int)Math.Log10(days));
        var most = Math.Min((int)Math.Ceiling(Math.Sqrt(days)) + row, days - 2);
        var small = 2 * Math.Sqrt(Math.Log10(days) / days);
        var covariances = new double[most + 1];
        var (smallOnEnd, last) = (0, -1);
        for (var lag = 0; lag <= most; lag++)
        {
            if (smallOnEnd >= row && last < 0)
                last = lag - row;
            var product = Lanes.Dot(centred.AsSpan(lag), centred.AsSpan(0, days - lag));
            covariances[lag] = product / days;
            var late = centred.AsSpan(lag + 1);
            var early = centred.AsSpan(0, days - lag - 1);
            var correlation = Math.Abs(product) / Math.Sqrt(Lanes.Dot(late, late) * Lanes.Dot(early, early));
            smallOnEnd = correlation < small ? smallOnEnd + 1 : 0;
        }

        return (covariances, last < 0 ? most : Math.Min(2 * Math.Max(last, 1), most));
    }
}
