using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Wilder's parabolic stop and reverse: a stop that follows the trend faster and faster until the price touches it, and
/// then changes sides. Begins as TA-Lib's does: falling if the second candle's low fell more than its high rose.
/// </summary>
public sealed class ParabolicSar : IIndicator
{
    private readonly double _step;
    private readonly double _maximum;
    private long _count;
    private bool _rising;
    private double _high;
    private double _low;
    private double _extreme;
    private double _acceleration;
    private double _next;

    /// <param name="acceleration">What it begins with, and what each new extreme adds; above 0.</param>
    /// <param name="maximum">The most it can be, above 0.</param>
    public ParabolicSar(double acceleration = 0.02, double maximum = 0.2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(acceleration);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        _step = Math.Min(acceleration, maximum);
        _maximum = maximum;
    }

    /// <summary>The stop that this candle had to respect, quote currency; NaN until the second candle.</summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp => 2;

    public void Add(in Candle candle)
    {
        if (++_count == 2)
            Begin(in candle);
        if (_count >= 2)
            Follow(candle.High, candle.Low);
        (_high, _low) = (candle.High, candle.Low);
    }

    private void Begin(in Candle second)
    {
        var (up, down) = (second.High - _high, _low - second.Low);
        _rising = !(down > 0 && up < down);
        _next = _rising ? _low : _high;
        _extreme = _rising ? second.High : second.Low;
        _acceleration = _step;
        (_high, _low) = (second.High, second.Low); // TA-Lib's: the first candle does not hold the second's stop back
    }

    private void Follow(double high, double low)
    {
        if (double.IsNaN(high + low))
            _next = double.NaN; // for good: no comparison below would notice
        Value = _next;
        var reverses = _rising ? low <= Value : high >= Value;
        if (reverses)
        {
            Value = Beyond(_extreme, high, low);
            _rising = !_rising;
            _extreme = _rising ? high : low;
            _acceleration = _step;
        }
        else if (_rising ? high > _extreme : low < _extreme)
        {
            _extreme = _rising ? high : low;
            _acceleration = Math.Min(_acceleration + _step, _maximum);
        }

        _next = Value + _acceleration * (_extreme - Value);
        // a stop never stands within the last two candles
        _next = _rising ? Math.Min(_next, Math.Min(_low, low)) : Math.Max(_next, Math.Max(_high, high));
    }

    /// <summary>The old trend's extreme, but at least beyond this candle and the one before.</summary>
    private double Beyond(double extreme, double high, double low) => _rising
        ? Math.Max(extreme, Math.Max(_high, high))
        : Math.Min(extreme, Math.Min(_low, low));
}
