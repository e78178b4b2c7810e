using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Stochastic oscillator: where the close stands between the lowest low and the highest high of the last candles. Slow
/// as it is; with a smoothing of 1 it is the fast one.
/// </summary>
/// <param name="lookback">Candles whose high and low count, at least 1.</param>
/// <param name="smoothing">Candles that %K is the simple average of, at least 1.</param>
/// <param name="signal">Values of %K that %D is the simple average of, at least 1.</param>
public sealed class Stochastic(int lookback, int smoothing, int signal) : IIndicator
{
    private RollingExtreme _high = RollingExtreme.Highest(lookback);
    private RollingExtreme _low = RollingExtreme.Lowest(lookback);
    private RollingSum _raw = new(smoothing);
    private RollingSum _k = new(signal);
    private long _ranges;

    /// <summary>0 to 100, and 0 where high and low are one, as TA-Lib has it; NaN until it is ready.</summary>
    public double K => _raw.Mean;

    /// <summary>The average of %K; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double D => _k.Mean;

    /// <summary>
    /// True when there is a %K and each of the ranges behind it is above zero. Else it says nothing about the market:
    /// 0 is not over-sold then.
    /// </summary>
    public bool KHasRange => _ranges >= smoothing;

    /// <summary>As <see cref="KHasRange"/>, for %D, and so for both.</summary>
    public bool DHasRange => _ranges >= smoothing + signal - 1;

    public int WarmUp => lookback + smoothing + signal - 2;

    public void Add(in Candle candle)
    {
        _high.Add(candle.High);
        _low.Add(candle.Low);
        var (high, low) = (_high.Value, _low.Value);
        _ranges = high > low ? _ranges + 1 : 0;
        _raw.Add(high == low ? 0 : 100 * (candle.Close - low) / (high - low));
        _k.Add(_raw.Mean);
    }
}
