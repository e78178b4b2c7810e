namespace TradingBot.Research.Inference;

/// <summary>The standard normal distribution, to the last digits of a double, far out in its tails too.</summary>
internal static class NormalDistribution
{
    private const double OneOverRootTwoPi = 0.398942280401432677939946;
    private static readonly double RootOf32 = Math.Sqrt(32);

    // W. J. Cody 1969, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23, as
    // ANORM of ACM algorithm 715 (Cody 1993) uses them. Highest power first.
    private static ReadOnlySpan<double> CentreAbove =>
    [
        0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582,
        18154.981253343561249,
    ];

    private static ReadOnlySpan<double> CentreBelow =>
    [
        1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956,
    ];

    private static ReadOnlySpan<double> MiddleAbove =>
    [
        1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
        597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124,
        9842.7148383839780218,
    ];

    private static ReadOnlySpan<double> MiddleBelow =>
    [
        1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
        18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
    ];

    private static ReadOnlySpan<double> TailAbove =>
    [
        0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807,
        0.001421619193227893466, 2.9112874951168792e-5,
    ];

    private static ReadOnlySpan<double> TailBelow =>
    [
        1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
        7.29751555083966205e-5,
    ];

    // M. J. Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37. Highest power first.
    private static ReadOnlySpan<double> NearAbove =>
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080,
    ];

    private static ReadOnlySpan<double> NearBelow =>
    [
        5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
        5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1,
    ];

    private static ReadOnlySpan<double> OutAbove =>
    [
        7.74545014278341407640e-4, 0.0227238449892691845833, 0.241780725177450611770, 1.27045825245236838258,
        3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
    ];

    private static ReadOnlySpan<double> OutBelow =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 0.0151986665636164571966, 0.148103976427480074590,
        0.689767334985100004550, 1.67638483018380384940, 2.05319162663775882187, 1,
    ];

    private static ReadOnlySpan<double> FarAbove =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.00124266094738807843860, 0.0265321895265761230930,
        0.296560571828504891230, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720,
    ];

    private static ReadOnlySpan<double> FarBelow =>
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        0.0148753612908506148525, 0.136929880922735805310, 0.599832206555887937690, 1,
    ];

    /// <summary>The probability of a value of at most <paramref name="x"/>; NaN for NaN.</summary>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        if (distance <= 0.67448975)
            return 0.5 + x * Ratio(CentreAbove, CentreBelow, x * x);
        var tail = Tail(distance);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The value that is exceeded with probability 1 - <paramref name="probability"/>.</summary>
    /// <param name="probability">0 to 1; at the ends the answer is infinite. NaN outside.</param>
    public static double Quantile(double probability)
    {
        if (probability is 0 or 1)
            return probability == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        if (!(probability > 0 && probability < 1))
            return double.NaN;
        var fromCentre = probability - 0.5;
        if (Math.Abs(fromCentre) <= 0.425)
            return fromCentre * Ratio(NearAbove, NearBelow, 0.180625 - fromCentre * fromCentre);
        var depth = Math.Sqrt(-Math.Log(Math.Min(probability, 1 - probability)));
        var value = depth <= 5
            ? Ratio(OutAbove, OutBelow, depth - 1.6)
            : Ratio(FarAbove, FarBelow, depth - 5);
        return Math.CopySign(value, fromCentre);
    }

    /// <summary>The probability beyond a distance above 0.67.</summary>
    private static double Tail(double distance)
    {
        if (double.IsPositiveInfinity(distance))
            return 0;
        double scaled;
        if (distance <= RootOf32)
        {
            scaled = Ratio(MiddleAbove, MiddleBelow, distance);
        }
        else
        {
            var inverse = 1 / (distance * distance);
            scaled = (OneOverRootTwoPi - inverse * Ratio(TailAbove, TailBelow, inverse)) / distance;
        }

        // The square's rounding would be magnified by the exponential: it is taken in two parts, of which one is exact.
        var coarse = Math.Truncate(distance * 16) / 16;
        var rest = (distance - coarse) * (distance + coarse);
        return Math.Exp(-coarse * coarse / 2) * Math.Exp(-rest / 2) * scaled;
    }

    private static double Ratio(ReadOnlySpan<double> above, ReadOnlySpan<double> below, double x) =>
        Polynomial(above, x) / Polynomial(below, x);

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
            sum = sum * x + coefficient;
        return sum;
    }
}
