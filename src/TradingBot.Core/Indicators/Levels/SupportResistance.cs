using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Support and resistance as the original bot draws them: a close is resistance when the smoothed price rose through
/// the half window up to it and fell through the half window after it, and support the other way round.
/// </summary>
/// <remarks>
/// The original smooths the whole history again at each candle and finds levels near its end from an extrapolation that
/// later candles change; here a level is found once, from candles that are all there, a window after its candle.
/// </remarks>
public sealed class SupportResistance : IIndicator
{
    private readonly SavitzkyGolaySlope _slope;
    private readonly int _half;
    private long _rising;
    private long _falling;
    private long _risenBefore;
    private long _fallenBefore;

    /// <param name="window">Candles of the smoothing, an odd number, at least 5; the original's is 27.</param>
    public SupportResistance(int window = 27)
    {
        _slope = new SavitzkyGolaySlope(window);
        _half = window / 2;
    }

    /// <summary>The last level found, quote currency; NaN before the first, as all levels here.</summary>
    public double Resistance { get; private set; } = double.NaN;

    /// <summary>The last level found.</summary>
    public double Support { get; private set; } = double.NaN;

    /// <summary>The highest resistance found so far.</summary>
    public double MajorResistance { get; private set; } = double.NaN;

    /// <summary>The lowest resistance found so far.</summary>
    public double MinorResistance { get; private set; } = double.NaN;

    /// <summary>The lowest support found so far.</summary>
    public double MajorSupport { get; private set; } = double.NaN;

    /// <summary>The highest support found so far.</summary>
    public double MinorSupport { get; private set; } = double.NaN;

    /// <summary>Candles without which no level can be found; there may be none for long.</summary>
    public int WarmUp => _slope.WarmUp + 2 * _half - 1;

    public void Add(in Candle candle)
    {
        _slope.Add(in candle);
        Count(_slope.Value, Cross.Noise * candle.Close);
        // The slope is that of half a window ago, the turn another half before: the oldest price of the window.
        if (_falling == _half && _risenBefore >= _half)
        {
            Resistance = _slope.Oldest;
            MajorResistance = double.MaxNumber(MajorResistance, Resistance);
            MinorResistance = double.MinNumber(MinorResistance, Resistance);
        }
        else if (_rising == _half && _fallenBefore >= _half)
        {
            Support = _slope.Oldest;
            MajorSupport = double.MinNumber(MajorSupport, Support);
            MinorSupport = double.MaxNumber(MinorSupport, Support);
        }
    }

    /// <summary>How long the price has been rising or falling, and had been doing the contrary right before.</summary>
    private void Count(double slope, double noise)
    {
        if (slope > noise)
        {
            if (_rising++ == 0)
                _fallenBefore = _falling;
            _falling = 0;
        }
        else if (slope < -noise)
        {
            if (_falling++ == 0)
                _risenBefore = _rising;
            _rising = 0;
        }
        else
        {
            (_rising, _falling) = (0, 0);
        }
    }
}
