namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Functions made of sums, products and quotients only, which every machine rounds alike. The last digit of
/// <see cref="Math.Exp"/> and <see cref="Math.Log(double)"/> is the C library's, and a search that learns would turn it
/// into another search.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01; // the first 33 bits of ln 2
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>e to a power, to about 1e-15 of itself.</summary>
    public static double Exp(double power)
    {
        if (power < -745)
            return 0;
        if (power > 709)
            return double.PositiveInfinity;
        var doublings = Math.Floor(power * 1.4426950408889634 + 0.5);
        var rest = power - doublings * Ln2High - doublings * Ln2Low;
        var (sum, term) = (1.0, 1.0);
        for (var i = 1; i <= 14; i++)
        {
            term *= rest / i;
            sum += term;
        }

        return Math.ScaleB(sum, (int)doublings);
    }

    /// <summary>The natural logarithm of a number above 0.</summary>
    public static double Log(double number)
    {
        var exponent = Math.ILogB(number);
        var mantissa = Math.ScaleB(number, -exponent);
        if (mantissa > 1.4142135623730951)
            (mantissa, exponent) = (mantissa / 2, exponent + 1);
        var ratio = (mantissa - 1) / (mantissa + 1);
        var (sum, power) = (0.0, ratio);
        for (var i = 1; i <= 25; i += 2)
        {
            sum += power / i;
            power *= ratio * ratio;
        }

        return exponent * Ln2High + (2 * sum + exponent * Ln2Low);
    }

    /// <summary>
    /// How likely a normal number is below another: Abramowitz and Stegun 7.1.26, to 1e-7.
    /// </summary>
    public static double NormalBelow(double number)
    {
        var size = Math.Abs(number) / Math.Sqrt(2);
        var t = 1 / (1 + 0.3275911 * size);
        var tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
            * Exp(-size * size) / 2;
        return number < 0 ? tail : 1 - tail;
    }

    /// <summary>The number that a normal one is below with a probability, by halving; -8 to 8.</summary>
    public static double NormalQuantile(double probability)
    {
        var (low, high) = (-8.0, 8.0);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = NormalBelow(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
