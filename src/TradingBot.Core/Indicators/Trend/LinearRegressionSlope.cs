using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>The slope of the straight line that fits the last prices best.</summary>
public sealed class LinearRegressionSlope : IIndicator
{
    private readonly PriceSource _source;
    private readonly SlopeOfValues _slope;

    /// <param name="period">Candles, at least 2.</param>
    /// <param name="source">The price it follows.</param>
    public LinearRegressionSlope(int period, PriceSource source = PriceSource.Close)
    {
        _source = source;
        _slope = new SlopeOfValues(period);
        WarmUp = period;
    }

    /// <summary>Quote currency a candle; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _slope.Value;

    public int WarmUp { get; }

    public void Add(in Candle candle) => _slope.Add(_source.Of(in candle));
}
