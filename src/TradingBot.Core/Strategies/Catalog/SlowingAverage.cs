using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>A simple average of closes, and whether its slope grows less and less.</summary>
/// <param name="period">Candles of the average.</param>
/// <param name="slopePeriod">Values of the average that the slope is the linear regression of.</param>
internal sealed class SlowingAverage(int period, int slopePeriod) : IIndicator
{
    /// <summary>The original's: each of the last eight changes of the slope is less than the one before.</summary>
    private const int Changes = 8;

    private readonly Sma _average = new(period);
    private readonly SlopeOfValues _slope = new(slopePeriod);
    private double _slopeBefore = double.NaN;
    private double _changeBefore = double.NaN;
    private int _inARow;

    public int WarmUp => period + slopePeriod + Changes - 1;

    public double Value => _average.Value;

    /// <summary>Of the line through the last values, quote currency a candle.</summary>
    public double Slope => _slope.Value;

    /// <summary>The value a candle ago.</summary>
    public double Previous { get; private set; } = double.NaN;

    /// <summary>True when the last eight changes of the slope strictly decrease; false until that is known.</summary>
    public bool IsSlowing => _inARow >= Changes - 1;

    public void Add(in Candle candle)
    {
        Previous = _average.Value;
        _average.Add(in candle);
        _slope.Add(_average.Value);
        var change = _slope.Value - _slopeBefore;
        _inARow = Cross.SignOf(change - _changeBefore, candle.Close) < 0 ? _inARow + 1 : 0;
        (_slopeBefore, _changeBefore) = (_slope.Value, change);
    }
}
