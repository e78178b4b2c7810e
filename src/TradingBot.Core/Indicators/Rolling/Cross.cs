namespace TradingBot.Core.Indicators;

/// <summary>
/// Finds the moments at which a difference changes its sign. A touch of zero is no change, and neither is the rounding
/// noise of averages that are equal: within 1e-11 of the price a difference counts as zero.
/// </summary>
/// <remarks>
/// The smallest real difference of two averages of 5,000 prices is about 1e-10 of the price; their rounding error stays
/// below 1e-12 of it. Equal averages are common: quiet markets have runs of equal prices.
/// </remarks>
public struct Cross
{
    /// <summary>Differences of prices up to this part of the price are rounding.</summary>
    public const double Noise = 1e-11;

    private int _sign;

    /// <summary>Takes the next value.</summary>
    /// <param name="difference">NaN while it is not ready.</param>
    /// <param name="price">What the difference is to be compared with.</param>
    /// <returns>1 when it came from below to above zero, -1 the other way round, else 0.</returns>
    public int Next(double difference, double price)
    {
        var sign = SignOf(difference, price);
        if (sign == 0 || sign == _sign)
            return 0;
        var before = _sign;
        _sign = sign;
        return before == 0 ? 0 : sign;
    }

    /// <summary>1, -1, or 0 for what is rounding only, or not ready.</summary>
    public static int SignOf(double difference, double price)
    {
        var noise = Noise * price;
        return difference > noise ? 1 : difference < -noise ? -1 : 0;
    }
}
