namespace TradingBot.Research.Inference;

/// <summary>
/// How often chance alone takes a mean as far from zero as it is. Numerical accuracy: about 1e-11 of the value.
/// </summary>
internal static class StudentDistribution
{
    private const int MostSteps = 500;
    private const double Smallest = 1e-300;

    /// <summary>Coefficients of Lanczos' approximation for g = 7.</summary>
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The share of the distribution beyond ±t.</summary>
    /// <param name="t">Mean over its standard error.</param>
    /// <param name="freedom">Degrees of freedom, at least 1: one less than there are observations.</param>
    /// <returns>0 to 1; NaN where <paramref name="t"/> is not a number.</returns>
    public static double TwoSided(double t, double freedom)
    {
        if (!(freedom >= 1))
            throw new ArgumentOutOfRangeException(nameof(freedom), freedom, "at least 1 degree of freedom is needed");
        return double.IsNaN(t) ? double.NaN : Beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /// <summary>The t and the share beyond it of a mean.</summary>
    /// <returns>NaN where there is no deviation.</returns>
    public static (double T, double TwoSided) OfMean(in Moments moments)
    {
        var t = moments.Sharpe * Math.Sqrt(moments.Count);
        return (t, double.IsNaN(t) ? double.NaN : TwoSided(t, moments.Count - 1));
    }

    /// <summary>The regularised incomplete beta function; its continued fraction converges on one side only.</summary>
    private static double Beta(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        var front = Math.Exp(
            LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    /// <summary>The continued fraction of the incomplete beta function, by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        var numerator = 1.0;
        var denominator = 1 / Away(1 - (a + b) * x / (a + 1));
        var value = denominator;
        for (var step = 1; step <= MostSteps; step++)
        {
            var even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step));
            var odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1));
            denominator = 1 / Away(1 + even * denominator);
            numerator = Away(1 + even / numerator);
            value *= denominator * numerator;
            denominator = 1 / Away(1 + odd * denominator);
            numerator = Away(1 + odd / numerator);
            var change = denominator * numerator;
            value *= change;
            if (Math.Abs(change - 1) < 1e-15)
                break;
        }

        return value;
    }

    private static double Away(double value) => Math.Abs(value) < Smallest ? Smallest : value;

    private static double LogGamma(double x)
    {
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x - 1 + i);
        var t = x + 6.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}
