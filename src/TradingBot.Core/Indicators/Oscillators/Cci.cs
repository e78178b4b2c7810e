using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Commodity channel index: how far the typical price is from its simple average, in units of 0.015 mean deviations.
/// </summary>
/// <remarks>
/// The one indicator whose candle costs a pass over its period: each candle moves the average that all the deviations
/// are measured from.
/// </remarks>
public sealed class Cci : IIndicator
{
    private readonly double[] _window;
    private int _next;

    /// <param name="period">Candles, at least 1.</param>
    public Cci(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _window = new double[period];
        Array.Fill(_window, double.NaN);
    }

    /// <summary>0 when all typical prices are equal; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value { get; private set; } = double.NaN;

    public int WarmUp => _window.Length;

    public void Add(in Candle candle)
    {
        var price = candle.Typical;
        _window[_next] = price;
        if (++_next == _window.Length)
            _next = 0;
        var fromPrice = 0.0;
        foreach (var typical in _window)
            fromPrice += typical - price;
        var mean = fromPrice / _window.Length; // relative to the price: exactly 0 for equal prices
        var deviation = 0.0;
        foreach (var typical in _window)
            deviation += Math.Abs(typical - price - mean);
        deviation /= _window.Length;
        Value = deviation == 0 ? 0 : -mean / (0.015 * deviation);
    }
}
