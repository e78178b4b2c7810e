using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Wilder's directional movement: which part of the true range went up (+DI) and down (-DI), and how strongly the
/// market has a direction (ADX).
/// </summary>
public sealed class Adx : IIndicator
{
    private readonly int _period;
    private readonly int _seeds;
    private readonly ExponentialAverage _average;
    private TrueRange _trueRange;
    private long _movements = -1;
    private double _high;
    private double _low;
    private double _range;
    private double _up;
    private double _down;
    private double _index = double.NaN;

    /// <param name="period">Movements from candle to candle, at least 2.</param>
    /// <param name="seeding">How it begins.</param>
    public Adx(int period, DirectionalSeeding seeding = DirectionalSeeding.TaLib)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _period = period;
        _seeds = seeding == DirectionalSeeding.TaLib ? period - 1 : period;
        _average = ExponentialAverage.Wilder(period);
    }

    /// <summary>
    /// 0 to 100, and 0 where there has never been a direction; NaN until <see cref="WarmUp"/> candles were seen.
    /// </summary>
    public double Value => _average.Value;

    /// <summary>0 to 100; NaN until one candle more than the period was seen.</summary>
    public double PlusDi { get; private set; } = double.NaN;

    /// <summary>As <see cref="PlusDi"/>.</summary>
    public double MinusDi { get; private set; } = double.NaN;

    public int WarmUp => 2 * _period;

    public void Add(in Candle candle)
    {
        var range = _trueRange.Next(in candle);
        if (++_movements > 0)
            Move(in candle, range);
        (_high, _low) = (candle.High, candle.Low);
    }

    private void Move(in Candle candle, double range)
    {
        var (up, down) = (Math.Max(candle.High - _high, 0), Math.Max(_low - candle.Low, 0));
        var kept = _movements <= _seeds ? 1 : (_period - 1.0) / _period;
        _range = _range * kept + range;
        _up = _up * kept + (up > down ? up : 0);
        _down = _down * kept + (down > up ? down : 0);
        if (_movements < _period)
            return;
        // sums that shrink alike keep their ratio, also when they have become too small to have digits
        var isFirst = _movements == _period;
        if (range != 0 || isFirst)
            (PlusDi, MinusDi) = (PartOfRange(_up), PartOfRange(_down));
        if (up != down || isFirst)
            _index = IndexOf(PlusDi, MinusDi);
        _average.Add(_index);
    }

    private double PartOfRange(double movement) => _range == 0 ? 0 : 100 * (movement / _range);

    /// <summary>No direction counts as 0, also while the average begins, as TA-Lib has it.</summary>
    private static double IndexOf(double plus, double minus) =>
        plus + minus == 0 ? 0 : 100 * (Math.Abs(plus - minus) / (plus + minus));
}
