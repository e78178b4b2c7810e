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
    /// <summary>While prices stand still the index does too, but for its last digits; they are no range.</summary>
    private const double Rounding = 100 * Cross.Noise;

    private readonly Rsi _rsi = new(period, source);
    private RollingExtreme _high = RollingExtreme.Highest(lookback);
    private RollingExtreme _low = RollingExtreme.Lowest(lookback);
    private RollingSum _k = new(signal);

    /// <summary>0 to 100, and 0 where highest and lowest are one; NaN until it is ready.</summary>
    public double K { get; private set; } = double.NaN;

    /// <summary>The average of %K; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double D => _k.Mean;

    public int WarmUp => period + lookback + signal - 1;

    public void Add(in Candle candle)
    {
        _rsi.Add(in candle);
        _high.Add(_rsi.Value);
        _low.Add(_rsi.Value);
        var (high, low) = (_high.Value, _low.Value);
        K = high - low <= Rounding ? 0 : 100 * (_rsi.Value - low) / (high - low);
        _k.Add(K);
    }
}
