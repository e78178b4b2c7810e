namespace TradingBot.Simulators.Matching;

/// <summary>Randomness without a state: the same numbers in give the same number out, on every machine.</summary>
internal static class SeededDraw
{
    /// <summary>64 evenly spread bits.</summary>
    public static ulong Bits(ulong seed, long first, long second = 0)
    {
        unchecked
        {
            return Mixed(Mixed(seed ^ (ulong)first * 0x9E3779B97F4A7C15UL) ^ (ulong)second * 0xC2B2AE3D27D4EB4FUL);
        }
    }

    /// <summary>0 up to, not including, 1, in steps of 2^-16: exact in a double and in a decimal.</summary>
    public static double Fraction(ulong bits) => (bits & 0xffff) / 65536.0;

    /// <summary>The finalizer of splitmix64.</summary>
    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
