using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Weighted moving average: the oldest of the last prices weighs 1, the newest <c>period</c>.</summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class Wma(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly WeightedAverage _average = new(period);

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _average.Value;

    public int WarmUp => period;

    public void Add(in Candle candle) => _average.Add(source.Of(in candle));
}
