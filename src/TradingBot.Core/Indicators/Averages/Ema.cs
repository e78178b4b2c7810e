using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Exponential moving average with weight 2 / (period + 1), seeded with the mean of its first values.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class Ema(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly ExponentialAverage _average = new(period);

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _average.Value;

    public int WarmUp => period;

    public void Add(in Candle candle) => _average.Add(source.Of(in candle));
}
