using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Simple moving average: the mean of the last <c>period</c> prices.</summary>
public sealed class Sma : IIndicator
{
    private readonly PriceSource _source;
    private readonly double[] _window;
    private int _next;
    private bool _full;
    private double _sum;
    private double _sumOfThisRound;

    /// <param name="period">Candles, at least 1.</param>
    /// <param name="source">The price it averages.</param>
    public Sma(int period, PriceSource source = PriceSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _source = source;
        _window = new double[period];
    }

    /// <summary>In the unit of the price; NaN until <see cref="WarmUp"/> candles were seen.</summary>
    public double Value => _full ? _sum / _window.Length : double.NaN;

    public int WarmUp => _window.Length;

    public void Add(in Candle candle)
    {
        var price = _source.Of(in candle);
        _sum += price - _window[_next];
        _sumOfThisRound += price;
        _window[_next] = price;
        if (++_next < _window.Length)
            return;
        // The window is exactly this round's prices now: taking their own sum ends the drift of adding and subtracting.
        _next = 0;
        _full = true;
        _sum = _sumOfThisRound;
        _sumOfThisRound = 0;
    }
}
