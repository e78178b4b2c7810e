using System.Runtime.CompilerServices;

namespace TradingBot.Data.Import;

/// <summary>
/// Reads the numbers that market data is made of: digits with at most one point. Digit by digit into an integer, then
/// one division: where the integer and the power of ten are exact doubles the quotient is correctly rounded (IEEE 754),
/// the very double that <see cref="double.Parse(string)"/> gives.
/// </summary>
internal static unsafe class PlainNumber
{
    private const ulong LargestExact = 1UL << 53;

    /// <summary>More could overflow 64 bits before the value is compared with <see cref="LargestExact"/>.</summary>
    private const int MaxDigits = 19;

    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    ];

    /// <summary>Reads from <paramref name="text"/>, in which some other character must follow the number.</summary>
    /// <returns>What follows the number, or null if it is not plain or too long for this way of reading.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Read(byte* text, out double value)
    {
        var end = text;
        var mantissa = 0UL;
        uint digit;
        for (; (digit = (uint)(*end - '0')) < 10; end++)
            mantissa = mantissa * 10 + digit;
        var digits = end - text;
        var decimals = 0L;
        if (*end == '.')
        {
            var point = ++end;
            for (; (digit = (uint)(*end - '0')) < 10; end++)
                mantissa = mantissa * 10 + digit;
            decimals = end - point;
            digits += decimals;
        }

        if (digits is < 1 or > MaxDigits || mantissa > LargestExact)
        {
            value = 0;
            return null;
        }

        value = (long)mantissa / PowersOfTen[(int)decimals];
        return end;
    }
}
