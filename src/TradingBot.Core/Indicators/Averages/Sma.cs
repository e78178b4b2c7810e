using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Simple moving average: the mean of the last <c>period</c> prices.</summary>
/// <param name="period">Candles, at least 1.</param>
/// <param name="source">The price it averages.</param>
public sealed class Sma(int period, PriceSource source = PriceSource.Close) : IIndicator
{
    private RollingSum _prices = new(period);

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _prices.Mean;

    public int WarmUp => period;

    public void Add(in Candle candle) => _prices.Add(source.Of(in candle));
}
