using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Supertrend: a stop so many average true ranges from the middle of the candle, which follows a trend only forward and
/// changes sides when the close passes it. A touch is no pass, nor is a difference within rounding: see
/// <see cref="Cross"/>.
/// </summary>
/// <param name="period">Of the average true range, at least 1.</param>
/// <param name="ranges">Distance, average true ranges.</param>
public sealed class Supertrend(int period, double ranges = 3) : IIndicator
{
    private readonly Atr _range = new(period);
    private double _upper = double.NaN;
    private double _lower = double.NaN;
    private double _close;

    /// <summary>The stop, quote currency; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>True while the stop is below the price; without meaning while the value is NaN.</summary>
    public bool IsRising { get; private set; }

    public int WarmUp => _range.WarmUp;

    public void Add(in Candle candle)
    {
        _range.Add(in candle);
        var middle = (candle.High + candle.Low) / 2;
        var (upper, lower) = (middle + ranges * _range.Value, middle - ranges * _range.Value);
        if (double.IsNaN(_upper))
        {
            (_upper, _lower) = (upper, lower);
            IsRising = candle.Close >= middle;
        }
        else
        {
            // !(a >= b) where a NaN has to come through
            _upper = !(upper >= _upper) || Cross.SignOf(_close - _upper, _close) > 0 ? upper : _upper;
            _lower = !(lower <= _lower) || Cross.SignOf(_close - _lower, _close) < 0 ? lower : _lower;
        }

        var side = Cross.SignOf(candle.Close - (IsRising ? _lower : _upper), candle.Close);
        IsRising = IsRising ? side >= 0 : side > 0;
        Value = IsRising ? _lower : _upper;
        _close = candle.Close;
    }
}
