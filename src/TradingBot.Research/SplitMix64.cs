namespace TradingBot.Research;

/// <summary>
/// Random numbers from a seed: the same on every machine, because nothing but integers and sums makes them. Sebastiano
/// Vigna's SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA). Not for
/// several threads at once.
/// </summary>
/// <param name="seed">Any number; neighbouring seeds give unrelated sequences.</param>
internal sealed class SplitMix64(ulong seed)
{
    private const int UniformsANormal = 12;
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A multiple of 2^-53 in [0, 1).</summary>
    public double NextUniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, <paramref name="limit"/>).</summary>
    /// <param name="limit">At least 1.</param>
    public int NextBelow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)(NextUniform() * limit);
    }

    /// <summary>
    /// Mean 0, deviation 1, nearly normal: the sum of twelve uniforms minus 6. It is never beyond ±6 and its kurtosis
    /// is 2.9; in return it needs no logarithm, whose last digit differs between machines.
    /// </summary>
    public double NextNormal()
    {
        var sum = 0.0;
        for (var i = 0; i < UniformsANormal; i++)
            sum += NextUniform();
        return sum - UniformsANormal / 2.0;
    }
}
