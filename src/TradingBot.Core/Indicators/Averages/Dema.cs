using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Double exponential moving average, Mulloy's: twice the average less its own average, which lags less.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class Dema(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly TripleAverage _averages = new(period);

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => 2 * _averages.First - _averages.Second;

    public int WarmUp => 2 * period - 1;

    public void Add(in Candle candle) => _averages.Add(source.Of(in candle));
}
