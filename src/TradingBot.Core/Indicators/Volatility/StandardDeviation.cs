using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Standard deviation of the last prices, of the population as TA-Lib's and that of <see cref="BollingerBands"/>.
/// </summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it follows.</param>
public sealed class StandardDeviation(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private readonly RollingMoments _prices = new(period);

    /// <summary>Quote currency, at least 0; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => Math.Sqrt(_prices.Squares / period);

    public int WarmUp => period;

    public void Add(in Candle candle) => _prices.Add(source.Of(in candle));
}
