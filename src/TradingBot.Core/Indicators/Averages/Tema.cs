using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Triple exponential moving average, Mulloy's: three times the difference of the average and its own average, and that
/// one's own average.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class Tema(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly TripleAverage _averages = new(period);

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => 3 * (_averages.First - _averages.Second) + _averages.Third;

    public int WarmUp => 3 * period - 2;

    public void Add(in Candle candle) => _averages.Add(source.Of(in candle));
}
