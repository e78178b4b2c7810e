using System.Runtime.CompilerServices;

namespace TradingBot.Core.Indicators;

/// <summary>An average in which older values weigh less and less, over any series of numbers.</summary>
internal sealed class ExponentialAverage
{
    /// <summary>Far below the smallest difference of two prices, far above where numbers lose their digits.</summary>
    private const double Faint = 1e-290;

    private readonly int _period;
    private readonly double _weight;
    private double _average = double.NaN;
    private double _sum;
    private int _seedLeft;

    public ExponentialAverage(int period)
        : this(period, 2.0 / (period + 1))
    {
    }

    private ExponentialAverage(int period, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _period = _seedLeft = period;
        _weight = weight;
    }

    /// <summary>NaN until <c>period</c> values were added.</summary>
    public double Value => _average;

    /// <summary>True once <c>period</c> values were added, whatever they were.</summary>
    public bool IsSeeded => _seedLeft == 0;

    /// <summary>Wilder's: a new value weighs 1 / period.</summary>
    public static ExponentialAverage Wilder(int period) => new(period, 1.0 / period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (_seedLeft == 0)
            _average += (value - _average) * _weight;
        else
            Seed(value);
    }

    /// <summary>
    /// As <see cref="Add"/>, for values that are never negative: what is left of them after thousands of zeros becomes
    /// 0, and does not stay a number without digits.
    /// </summary>
    public void AddMovement(double value)
    {
        Add(value);
        if (_average < Faint)
            _average = 0;
    }

    private void Seed(double value)
    {
        _sum += value;
        if (--_seedLeft == 0)
            _average = _sum / _period;
    }
}
