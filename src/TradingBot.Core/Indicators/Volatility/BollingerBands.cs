using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Bollinger bands: the simple average, and bands so many standard deviations (of the population) from it.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="deviations">Distance of the bands.</param>
/// <param name="source">The price it follows.</param>
public sealed class BollingerBands(int period, double deviations = 2, PriceSource source = PriceSource.Close)
    : IIndicator
{
    private readonly RollingMoments _prices = new(period);

    /// <summary>The average, quote currency; NaN until <see cref="WarmUp"/> candles were seen, as the bands.</summary>
    public double Middle => _prices.Mean;

    public double Upper => _prices.Mean + Distance;

    public double Lower => _prices.Mean - Distance;

    public int WarmUp => period;

    private double Distance => deviations * Math.Sqrt(_prices.Squares / period);

    public void Add(in Candle candle) => _prices.Add(source.Of(in candle));
}
