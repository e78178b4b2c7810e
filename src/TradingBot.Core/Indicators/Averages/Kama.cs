using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Kaufman's adaptive moving average: as quick as the fast average while the price goes straight, as slow as the slow
/// one while it goes to and fro. Begins with the price before its first value, as TA-Lib's does.
/// </summary>
public sealed class Kama : IIndicator
{
    private readonly PriceSource _source;
    private readonly double _fast;
    private readonly double _slow;
    private Delay _then;
    private RollingSum _path;
    private double _before = double.NaN;

    /// <param name="period">Movements that the efficiency ratio looks at, at least 2.</param>
    /// <param name="fast">Period of the fast average, at least 1; Kaufman's is 2.</param>
    /// <param name="slow">Period of the slow average, longer than the fast one; Kaufman's is 30.</param>
    /// <param name="source">The price it averages.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too small, or fast is not below slow.</exception>
    public Kama(int period = 10, int fast = 2, int slow = 30, PriceSource source = PriceSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(fast, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fast, slow);
        _source = source;
        (_fast, _slow) = (2.0 / (fast + 1), 2.0 / (slow + 1));
        (_then, _path) = (new Delay(period), new RollingSum(period));
        WarmUp = period + 1;
    }

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp { get; }

    public void Add(in Candle candle)
    {
        var price = _source.Of(in candle);
        var distance = Math.Abs(price - _then.Next(price));
        _path.Add(Math.Abs(price - _before));
        // 1 for a price that stands still, as TA-Lib has it
        var efficiency = _path.Value <= distance ? 1 : distance / _path.Value;
        var weight = _slow + efficiency * (_fast - _slow);
        var from = double.IsNaN(Value) ? _before : Value;
        Value = from + weight * weight * (price - from);
        _before = price;
    }
}
