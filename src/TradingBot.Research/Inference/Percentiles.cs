namespace TradingBot.Research.Inference;

/// <summary>Percentiles with linear interpolation between the two nearest values, numpy's default.</summary>
internal static class Percentiles
{
    /// <param name="sorted">Ascending.</param>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>NaN without values.</returns>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "a share between 0 and 1 is allowed");
        if (sorted.IsEmpty)
            return double.NaN;
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }

    /// <summary>The median of values in any order; NaN without values.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, 0.5);
    }
}
