namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// Decimals as 64-bit whole numbers of their last digit, exact: what Parquet's DECIMAL(18, n) holds, and what a replay
/// compares and copies without arithmetic.
/// </summary>
internal static class ScaledDecimal
{
    /// <summary>Digits that a stored number has at most.</summary>
    public const int Digits = 18;

    private static readonly UInt128 Limit = Power(Digits);

    /// <summary>A number with so many decimals; false if it has more decimals or more digits.</summary>
    public static bool TryScale(decimal value, int decimals, out long scaled)
    {
        scaled = 0;
        var (mantissa, scale) = Parts(value);
        if (scale > decimals)
        {
            var (quotient, rest) = UInt128.DivRem(mantissa, Power(scale - decimals));
            if (rest != 0)
                return false;
            mantissa = quotient;
        }
        else if (scale < decimals)
        {
            if (mantissa >= Limit)
                return false; // or the product would not fit 128 bits
            mantissa *= Power(decimals - scale);
        }

        if (mantissa >= Limit)
            return false;
        scaled = decimal.IsNegative(value) ? -(long)mantissa : (long)mantissa;
        return true;
    }

    /// <summary>The number again, with all its decimals printed: 100 of two decimals is 1.00.</summary>
    public static decimal ToDecimal(long scaled, int decimals)
    {
        var size = (ulong)Math.Abs(scaled);
        return new decimal((int)size, (int)(size >> 32), 0, scaled < 0, (byte)decimals);
    }

    /// <summary>How many decimals the number needs, its trailing zeros not counted.</summary>
    public static int DecimalsOf(decimal value)
    {
        var (mantissa, scale) = Parts(value);
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        return scale;
    }

    private static (UInt128 Mantissa, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var low = (ulong)(uint)bits[1] << 32 | (uint)bits[0];
        return (new UInt128((uint)bits[2], low), value.Scale);
    }

    private static UInt128 Power(int exponent)
    {
        UInt128 power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
