using System.Globalization;

namespace TradingBot.Data.Candles;

/// <summary>When a candle may be of: no coin traded before 2009, none has traded later than now.</summary>
internal static class CandleTimes
{
    /// <summary>2009-01-01, unix seconds: Bitcoin's first block is of two days later.</summary>
    public const long First = 1_230_768_000;

    // The number of digits shows the unit: as seconds the first is the year 5138, as milliseconds 1973, and so on.
    private const double FirstMilliseconds = 1e11;
    private const double FirstMicroseconds = 1e14;
    private const double FirstNanoseconds = 1e17;

    /// <summary>Unix seconds of a number that may count a smaller unit.</summary>
    public static double SecondsOf(double number) => number switch
    {
        < FirstMilliseconds => number,
        < FirstMicroseconds => number / 1e3,
        < FirstNanoseconds => number / 1e6,
        _ => number / 1e9,
    };

    /// <summary>What is wrong with a time, or null.</summary>
    /// <param name="seconds">Unix seconds.</param>
    /// <param name="now">The present, unix seconds.</param>
    public static string? WhatIsImpossible(double seconds, long now)
    {
        if (!(seconds is >= 0 and <= uint.MaxValue))
            return "time is outside 1970 to 2106";
        var name = $"time {CandleFormat.Time((long)seconds)} ({seconds.ToString(CultureInfo.InvariantCulture)})";
        if (seconds < First)
            return $"{name} is before 2009, when nothing was traded";
        return seconds > now ? $"{name} is in the future" : null;
    }
}
