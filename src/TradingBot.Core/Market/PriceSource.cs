using System.Runtime.CompilerServices;

namespace TradingBot.Core.Market;

/// <summary>Which price of a closed candle a rule looks at.</summary>
public enum PriceSource
{
    Close,
    Typical,
    Open,
    High,
    Low,
}

public static class PriceSourceExtensions
{
    /// <summary>The chosen price of the candle, quote currency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(this PriceSource source, in Candle candle) =>
        source == PriceSource.Close ? candle.Close : OfOther(source, in candle);

    private static double OfOther(PriceSource source, in Candle candle) => source switch
    {
        PriceSource.Typical => candle.Typical,
        PriceSource.Open => candle.Open,
        PriceSource.High => candle.High,
        PriceSource.Low => candle.Low,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a price of a candle"),
    };
}
