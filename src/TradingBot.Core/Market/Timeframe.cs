using System.Globalization;

namespace TradingBot.Core.Market;

/// <summary>
/// The length of a candle, in whole minutes. Boundaries are aligned to the unix epoch, as the exchange's own candles
/// are: a weekly candle opens on a Thursday.
/// </summary>
public readonly record struct Timeframe
{
    private const int MaxMinutes = 21_600;

    /// <param name="minutes">1 to 21,600 (15 days).</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside that range.</exception>
    public Timeframe(int minutes)
    {
        if (minutes is < 1 or > MaxMinutes)
            throw new ArgumentOutOfRangeException(nameof(minutes), minutes, $"a candle has 1 to {MaxMinutes} minutes");
        Minutes = minutes;
    }

    /// <summary>The periods that can be traded: those of Kraken's OHLC, in minutes.</summary>
    public static IReadOnlyList<int> Tradable { get; } = [1, 5, 15, 30, 60, 240, 1440, 10080, 21600];

    public int Minutes { get; }

    public int Seconds => Minutes * 60;

    public TimeSpan Length => TimeSpan.FromMinutes(Minutes);

    /// <summary>The start of the interval that contains the given unix second.</summary>
    public long OpenOf(long unixSeconds) => unixSeconds - unixSeconds % Seconds;

    /// <summary>True when candles of this length can be put together from whole candles of the other.</summary>
    public bool IsMultipleOf(Timeframe smaller) => Minutes % smaller.Minutes == 0;

    public override string ToString() => Minutes.ToString(CultureInfo.InvariantCulture);
}
