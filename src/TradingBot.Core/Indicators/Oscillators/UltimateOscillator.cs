using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Ultimate oscillator, Larry Williams': which part of the true range lay below the closes, over three periods of which
/// the shortest weighs 4, the middle 2, the longest 1.
/// </summary>
public sealed class UltimateOscillator : IIndicator
{
    private TrueRange _trueRange;
    private Part _shortest;
    private Part _middle;
    private Part _longest;
    private double _close = double.NaN;

    /// <param name="shortest">Movements, at least 1.</param>
    /// <param name="middle">Movements, more than the shortest.</param>
    /// <param name="longest">Movements, more than the middle.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too small, or the periods do not rise.</exception>
    public UltimateOscillator(int shortest = 7, int middle = 14, int longest = 28)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shortest, middle);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(middle, longest);
        (_shortest, _middle, _longest) = (new Part(shortest), new Part(middle), new Part(longest));
        WarmUp = longest + 1;
    }

    /// <summary>
    /// 0 to 100; a period without range counts as 0, as TA-Lib has it; NaN until <see cref="WarmUp"/> candles were
    /// seen.
    /// </summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>True when it is ready and the price moved in the shortest period. Else 0 is not over-sold.</summary>
    public bool HasRange => _shortest.HasRange && !double.IsNaN(Value);

    public int WarmUp { get; }

    public void Add(in Candle candle)
    {
        var range = _trueRange.Next(in candle);
        var pressure = candle.Close - Math.Min(candle.Low, _close);
        _close = candle.Close;
        _shortest.Add(pressure, range);
        _middle.Add(pressure, range);
        _longest.Add(pressure, range);
        Value = 100 * (4 * _shortest.Value + 2 * _middle.Value + _longest.Value) / 7;
    }

    /// <summary>One of the three periods. The first candle has no range and leaves NaN until it is out of it.</summary>
    private struct Part(int period)
    {
        private RollingSum _pressure = new(period);
        private RollingSum _range = new(period);

        public readonly double Value => _range.Value == 0 ? 0 : _pressure.Value / _range.Value;

        public readonly bool HasRange => _range.Value > 0;

        public void Add(double pressure, double range)
        {
            _pressure.Add(pressure);
            _range.Add(range);
        }
    }
}
