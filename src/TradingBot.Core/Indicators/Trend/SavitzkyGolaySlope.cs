using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Savitzky-Golay derivative: the slope, in the middle of the last prices, of the cubic that fits them best. It speaks
/// of the candle half a window ago, as a smoothing that does not lag must.
/// </summary>
public sealed class SavitzkyGolaySlope : IIndicator
{
    private readonly PriceSource _source;
    private readonly double[] _prices;
    private readonly double[] _weights;
    private int _next;

    /// <param name="window">Candles, an odd number, at least 5.</param>
    /// <param name="source">The price it follows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is too small or even.</exception>
    public SavitzkyGolaySlope(int window, PriceSource source = PriceSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 5);
        ArgumentOutOfRangeException.ThrowIfNotEqual(window % 2, 1, nameof(window));
        _source = source;
        _prices = new double[window];
        Array.Fill(_prices, double.NaN);
        _weights = WeightsOf(window / 2);
    }

    /// <summary>Quote currency a candle; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>The price in the window's first candle, which is <c>window - 1</c> candles ago.</summary>
    public double Oldest => _prices[_next];

    public int WarmUp => _prices.Length;

    public void Add(in Candle candle)
    {
        _prices[_next] = _source.Of(in candle);
        if (++_next == _prices.Length)
            _next = 0;
        // Pairs of equal distance from the middle, whose weights differ in sign only: equal prices slope by exactly 0.
        var (left, right) = (0, _prices.Length - 1);
        var slope = 0 * _prices[At(_weights.Length)]; // the middle weighs nothing, unless it is NaN
        for (var distance = _weights.Length; distance > 0; distance--)
            slope += _weights[distance - 1] * (_prices[At(right--)] - _prices[At(left++)]);
        Value = slope;
    }

    /// <summary>
    /// The weights of the distances 1, 2, ... from the middle, from the least squares of a cubic: its slope there is
    /// (m6 Σjp - m4 Σj³p) / (m2 m6 - m4²), with m the sums of the powers of j.
    /// </summary>
    private static double[] WeightsOf(int half)
    {
        var (m2, m4, m6) = (0.0, 0.0, 0.0);
        for (var j = 1.0; j <= half; j++)
            (m2, m4, m6) = (m2 + 2 * j * j, m4 + 2 * Math.Pow(j, 4), m6 + 2 * Math.Pow(j, 6));
        var weights = new double[half];
        for (var j = 1; j <= half; j++)
            weights[j - 1] = (m6 * j - m4 * j * j * j) / (m2 * m6 - m4 * m4);
        return weights;
    }

    private int At(int place)
    {
        var index = _next + place;
        return index < _prices.Length ? index : index - _prices.Length;
    }
}
