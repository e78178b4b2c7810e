using System.Globalization;

namespace TradingBot.Core.Market;

/// <summary>
/// The length of a candle, in whole minutes. Boundaries are aligned to the unix epoch, as the exchange's own candles
/// are: a weekly candle opens on a Thursday.
/// </summary>
public readonly record struct Timeframe
{
    private const int MaxMinutes = 21_600;
    private const int Day = 1440;

    /// <param name="minutes">1 to 21,600 (15 days).</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside that range.</exception>
    public Timeframe(int minutes)
    {
        if (minutes is < 1 or > MaxMinutes)
            throw new ArgumentOutOfRangeException(nameof(minutes), minutes, $"a candle has 1 to {MaxMinutes} minutes");
        Minutes = minutes;
    }

    public int Minutes { get; }

    /// <summary>
    /// True for a period that can be traded: one that divides a day, so that a candle opens at each midnight UTC, or
    /// whole days.
    /// </summary>
    public bool IsTradable => Day % Minutes == 0 || Minutes % Day == 0;

    public int Seconds => Minutes * 60;

    public TimeSpan Length => TimeSpan.FromMinutes(Minutes);

    /// <summary>Reads minutes, <c>120</c>, or a number with its unit: <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
    /// <returns>Null for any other text: <c>1M</c> is a month elsewhere.</returns>
    public static Timeframe? Parse(string text)
    {
        var unit = text switch
        {
            [.., 'm'] => 1,
            [.., 'h' or 'H'] => 60,
            [.., 'd' or 'D'] => Day,
            [.., 'w' or 'W'] => 7 * Day,
            _ => 0,
        };
        var count = unit == 0 ? text : text[..^1];
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (long)number * Math.Max(unit, 1) is >= 1 and <= MaxMinutes and var minutes
                ? new Timeframe((int)minutes)
                : null;
    }

    /// <summary>The start of the interval that contains the given unix second.</summary>
    public long OpenOf(long unixSeconds) => unixSeconds - unixSeconds % Seconds;

    /// <summary>True when candles of this length can be put together from whole candles of the other.</summary>
    public bool IsMultipleOf(Timeframe smaller) => Minutes % smaller.Minutes == 0;

    public override string ToString() => Minutes.ToString(CultureInfo.InvariantCulture);
}
