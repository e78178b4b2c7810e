using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Hull moving average: the weighted average, over the root of the period, of twice the weighted average of half the
/// period less that of the whole. Half and root are rounded down, as in Hull's own formula.
/// </summary>
public sealed class Hma : IIndicator
{
    private readonly PriceSource _source;
    private readonly WeightedAverage _half;
    private readonly WeightedAverage _whole;
    private readonly WeightedAverage _smoothed;

    /// <param name="period">Candles, at least 2.</param>
    /// <param name="source">The price it averages.</param>
    public Hma(int period, PriceSource source = PriceSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        var root = (int)Math.Sqrt(period);
        _source = source;
        _half = new WeightedAverage(period / 2);
        _whole = new WeightedAverage(period);
        _smoothed = new WeightedAverage(root);
        WarmUp = period + root - 1;
    }

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _smoothed.Value;

    public int WarmUp { get; }

    public void Add(in Candle candle)
    {
        var price = _source.Of(in candle);
        _half.Add(price);
        _whole.Add(price);
        _smoothed.Add(2 * _half.Value - _whole.Value);
    }
}
