using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Williams %R: how far below the highest high the close stands, percent of the range.</summary>
/// <param name="period">Candles, at least 1.</param>
public sealed class WilliamsR(int period) : IIndicator
{
    private RollingExtreme _high = RollingExtreme.Highest(period);
    private RollingExtreme _low = RollingExtreme.Lowest(period);

    /// <summary>
    /// -100 to 0, and 0 where high and low are one; NaN until <see cref="WarmUp"/> candles were seen.
    /// </summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>True when it is ready and high and low differ. Else 0 is not over-bought.</summary>
    public bool HasRange => _high.Value > _low.Value;

    public int WarmUp => period;

    public void Add(in Candle candle)
    {
        _high.Add(candle.High);
        _low.Add(candle.Low);
        var (high, low) = (_high.Value, _low.Value);
        Value = high == low ? 0 : -100 * (high - candle.Close) / (high - low);
    }
}
