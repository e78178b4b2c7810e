using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Where the relative strength index stands between its own lowest and highest of late.</summary>
/// <param name="period">Of the relative strength index.</param>
/// <param name="lookback">Values of the index that are looked at, at least 1.</param>
/// <param name="signal">Values of %K that %D is the simple average of, at least 1.</param>
/// <param name="source">The price it follows.</param>
public sealed class StochasticRsi(int period, int lookback, int signal, PriceSource source = PriceSource.Close)
    : IIndicator
{
    private readonly Rsi _rsi = new(period, source);
    private RollingExtreme _high = RollingExtreme.Highest(lookback);
    private RollingExtreme _low = RollingExtreme.Lowest(lookback);
    private RollingSum _k = new(signal);
    private long _ranges;

    /// <summary>0 to 100, and 0 where highest and lowest are one, as TA-Lib has it; NaN until it is ready.</summary>
    public double K { get; private set; } = double.NaN;

    /// <summary>The average of %K; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double D => _k.Mean;

    /// <summary>
    /// True when there is a %K and the index has moved within its lookback. Else it says nothing about the market: 0 is
    /// not over-sold then.
    /// </summary>
    public bool KHasRange => _ranges >= 1;

    /// <summary>As <see cref="KHasRange"/>, for %D, and so for both.</summary>
    public bool DHasRange => _ranges >= signal;

    public int WarmUp => period + lookback + signal - 1;

    public void Add(in Candle candle)
    {
        _rsi.Add(in candle);
        _high.Add(_rsi.Value);
        _low.Add(_rsi.Value);
        var (high, low) = (_high.Value, _low.Value);
        _ranges = high > low ? _ranges + 1 : 0;
        K = high == low ? 0 : 100 * (_rsi.Value - low) / (high - low);
        _k.Add(K);
    }
}
