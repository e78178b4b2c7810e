using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Average true range, Wilder's: how far the price moves within a candle, gaps included.</summary>
/// <param name="period">True ranges, at least 1; the first candle has none.</param>
public sealed class Atr(int period) : IIndicator
{
    private readonly ExponentialAverage _average = ExponentialAverage.Wilder(period);
    private TrueRange _range;
    private bool _begun;

    /// <summary>Quote currency; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _average.Value;

    public int WarmUp => period + 1;

    public void Add(in Candle candle)
    {
        var range = _range.Next(in candle);
        if (_begun)
            _average.AddMovement(range);
        _begun = true;
    }
}
