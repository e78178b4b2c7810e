using System.Globalization;
using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>What must be true of a candle whoever recorded it.</summary>
internal static class CandleRules
{
    private const double LowestPrice = 1e-15; // decimal prices are exact to 28 decimals: 13 digits are left
    private const double HighestPrice = 1e12;

    /// <summary>
    /// Prices from 1e-15 to 1e12, low ≤ open, close ≤ high, and a finite volume that is not negative.
    /// </summary>
    public static bool Hold(in Candle candle) =>
        candle.Low >= LowestPrice
        && candle.Low <= candle.Open && candle.Low <= candle.Close
        && candle.High >= candle.Open && candle.High >= candle.Close
        && candle.High <= HighestPrice
        && candle.Volume is >= 0 and <= double.MaxValue;

    /// <summary>In words, the first rule that the candle breaks.</summary>
    public static string WhatIsBroken(in Candle candle)
    {
        (string Name, double Value)[] prices =
            [("open", candle.Open), ("high", candle.High), ("low", candle.Low), ("close", candle.Close)];
        foreach (var (name, value) in prices)
        {
            if (!double.IsFinite(value))
                return $"{name} is not finite";
            if (value <= 0)
                return $"{name} {Text(value)} is not above 0";
            if (value is < LowestPrice or > HighestPrice)
                return $"{name} {Text(value)} is not from {Text(LowestPrice)} to {Text(HighestPrice)}";
        }

        if (candle.Low > Math.Min(candle.Open, candle.Close))
            return $"low {Text(candle.Low)} is above open {Text(candle.Open)} or close {Text(candle.Close)}";
        if (candle.High < Math.Max(candle.Open, candle.Close))
            return $"high {Text(candle.High)} is below open {Text(candle.Open)} or close {Text(candle.Close)}";
        if (!double.IsFinite(candle.Volume))
            return "volume is not finite";
        return $"volume {Text(candle.Volume)} is negative";
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
