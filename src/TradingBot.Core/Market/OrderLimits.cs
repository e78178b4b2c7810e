namespace TradingBot.Core.Market;

/// <summary>How small and how large an order of one kind may be.</summary>
/// <param name="MinimumVolume">Base units, 0 or more.</param>
/// <param name="MaximumVolume">Base units; <see cref="None"/> where there is no such limit.</param>
/// <param name="MinimumNotional">Smallest price × volume, quote currency, 0 or more.</param>
/// <param name="MaximumNotional">Largest price × volume, quote currency, or <see cref="None"/>.</param>
public readonly record struct OrderLimits(
    decimal MinimumVolume, decimal MaximumVolume, decimal MinimumNotional, decimal MaximumNotional)
{
    /// <summary>Stands for a maximum that the venue does not have.</summary>
    public const decimal None = decimal.MaxValue;

    /// <summary>Neither minimums nor maximums.</summary>
    public static OrderLimits Unlimited { get; } = new(0, None, 0, None);

    /// <summary>True for what the venue would refuse as too small; an order of nothing always is.</summary>
    /// <param name="volume">Base units, on the instrument's grid.</param>
    /// <param name="price">Quote currency, above 0.</param>
    public bool IsTooSmall(decimal volume, decimal price) =>
        volume <= 0 || volume < MinimumVolume || price * volume < MinimumNotional;

    /// <summary>True for what the venue would refuse as too large.</summary>
    /// <param name="volume">Base units.</param>
    /// <param name="price">Quote currency, above 0.</param>
    public bool IsTooLarge(decimal volume, decimal price) =>
        (MaximumVolume != None && volume > MaximumVolume)
        || (MaximumNotional != None && price * volume > MaximumNotional);

    /// <summary>Where two sets of limits hold for the same order: the stricter of each.</summary>
    internal OrderLimits And(in OrderLimits other) => new(
        Math.Max(MinimumVolume, other.MinimumVolume),
        Math.Min(MaximumVolume, other.MaximumVolume),
        Math.Max(MinimumNotional, other.MinimumNotional),
        Math.Min(MaximumNotional, other.MaximumNotional));

    /// <summary>The largest volume at a price, base units, not cut to a grid; or <see cref="None"/>.</summary>
    internal decimal Largest(decimal price) =>
        MaximumNotional == None ? MaximumVolume : Math.Min(MaximumVolume, MaximumNotional / price);

    /// <summary>The smallest volume at a price, base units, not raised to a grid.</summary>
    internal decimal Smallest(decimal price) => Math.Max(MinimumVolume, MinimumNotional / price);
}
