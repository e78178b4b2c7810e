using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Donchian channel: highest high and lowest low of the last candles, the newest included. A breakout compares a price
/// with the channel as it was before.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
public sealed class DonchianChannel(int period) : IIndicator
{
    private RollingExtreme _upper = RollingExtreme.Highest(period);
    private RollingExtreme _lower = RollingExtreme.Lowest(period);

    /// <summary>Quote currency; NaN until <see cref="WarmUp"/> candles were seen, as the others.</summary>
    public double Upper => _upper.Value;

    public double Lower => _lower.Value;

    public double Middle => (Upper + Lower) / 2;

    public int WarmUp => period;

    public void Add(in Candle candle)
    {
        _upper.Add(candle.High);
        _lower.Add(candle.Low);
    }
}
