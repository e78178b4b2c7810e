namespace TradingBot.Research.Inference;

/// <summary>
/// How many independent trials a search of sets that resemble each other amounts to. The two estimates may differ by a
/// factor of twenty, and the deflated Sharpe ratio with them: print the number with its method. A set whose returns
/// are all the same counts as unlike all others.
/// </summary>
internal static class EffectiveTrials
{
    /// <summary>The mean correlation of two different sets, -1 to 1; 1 for a single set.</summary>
    public static double AverageCorrelation(ReturnTable returns)
    {
        var (sets, days) = (returns.Sets, returns.Days);
        if (sets == 1)
            return 1;
        // The sum of all correlations is the square of the sum of all standardised series.
        var sum = new double[days];
        var varying = 0;
        for (var set = 0; set < sets; set++)
        {
            if (Standardised(returns, set) is not { } series)
                continue;
            Lanes.Add(sum, series);
            varying++;
        }

        return (Lanes.Dot(sum, sum) - varying) / sets / (sets - 1);
    }

    /// <summary>ρ + (1 - ρ) N with the average correlation ρ: López de Prado and Bailey 2014, appendix A.3.</summary>
    /// <returns>1 to N.</returns>
    public static double ByAverageCorrelation(ReturnTable returns)
    {
        var correlation = AverageCorrelation(returns);
        return Math.Clamp(correlation + (1 - correlation) * returns.Sets, 1, returns.Sets);
    }

    /// <summary>
    /// The participation ratio of the correlation matrix: the square of the sum of its eigenvalues over the sum of
    /// their squares, which is N² over the sum of all squared correlations. Takes time with days × sets × the fewer of
    /// both.
    /// </summary>
    /// <returns>1 to N.</returns>
    public static double ByParticipation(ReturnTable returns)
    {
        var sets = returns.Sets;
        var series = new List<double[]>();
        for (var set = 0; set < sets; set++)
        {
            if (Standardised(returns, set) is { } one)
                series.Add(one);
        }

        var flat = sets - series.Count;
        // Products of columns or of rows: the sum of their squares is the same.
        var vectors = series.Count <= returns.Days ? series : Transposed(series);
        var squares = 0.0;
        for (var i = 0; i < vectors.Count; i++)
        {
            var own = Lanes.Dot(vectors[i], vectors[i]);
            squares += own * own;
            for (var j = 0; j < i; j++)
            {
                var product = Lanes.Dot(vectors[i], vectors[j]);
                squares += 2 * product * product;
            }
        }

        return (double)sets * sets / (squares + flat);
    }

    /// <summary>With mean 0 and a sum of squares of 1; null where the returns are all the same.</summary>
    private static double[]? Standardised(ReturnTable returns, int set)
    {
        var series = returns.Series(set);
        var moments = Moments.OfFirstTwo(series);
        if (!double.IsFinite(moments.Sharpe))
            return null;
        var length = moments.Deviation * Math.Sqrt(series.Length - 1);
        for (var day = 0; day < series.Length; day++)
            series[day] = (series[day] - moments.Mean) / length;
        return series;
    }

    private static List<double[]> Transposed(List<double[]> series) =>
        [.. Enumerable.Range(0, series[0].Length).Select(day => series.ConvertAll(one => one[day]).ToArray())];
}
