using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Data.Import;

/// <summary>
/// Makes candles of trades, each of those that follow one another in the file: where they are out of order, an interval
/// has several, to be joined. An interval without a trade gets none.
/// </summary>
/// <param name="timeframe">Length of the candles.</param>
/// <param name="now">The present, unix seconds.</param>
internal sealed class TradeAggregator(Timeframe timeframe, long now)
{
    private const double HighestPrice = 1e12;

    private long _open = -1;
    private double _time;
    private long _earlierTrades;
    private long _laterTrades;
    private long _earlierCandles;
    private long _laterCandles;
    private double _first;
    private double _high;
    private double _low;
    private double _last;
    private double _volume;
    private int _count;

    /// <summary>True if more trades are earlier than the one above them than later.</summary>
    public bool IsDescending => _earlierTrades > _laterTrades;

    /// <summary>At least as many trades are out of order, whichever way the file runs.</summary>
    public long Disorder => Math.Min(_earlierCandles, _laterCandles);

    /// <summary>The candle of the last trades so far; null if there was none.</summary>
    public Candle? Forming => Candle();

    /// <summary>A candle whose trades came in the order opposite to that of time.</summary>
    public static Candle Reversed(in Candle candle) => new(
        candle.OpenSeconds, candle.Close, candle.High, candle.Low, candle.Open, candle.Volume, candle.TradeCount);

    /// <summary>Adds a trade.</summary>
    /// <param name="time">Unix seconds.</param>
    /// <param name="price">Quote currency.</param>
    /// <param name="volume">Base units.</param>
    /// <param name="done">The candle before, if this trade is of another one.</param>
    /// <returns>What is wrong with the trade, or null.</returns>
    public string? Add(double time, double price, double volume, out Candle? done)
    {
        done = null;
        if (CandleTimes.WhatIsImpossible(time, now) is { } impossible)
            return impossible;
        if (!(price is > 0 and <= HighestPrice))
            return FormattableString.Invariant($"price {price} is not above 0");
        if (!(volume is >= 0 and <= double.MaxValue))
            return FormattableString.Invariant($"volume {volume} is not 0 or more");
        var open = timeframe.OpenOf((long)time);
        CountSteps(time, open);
        if (open != _open)
        {
            done = Candle();
            (_open, _first, _high, _low, _volume, _count) = (open, price, price, price, 0, 0);
        }

        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _last = price;
        _volume += volume;
        _count++;
        return null;
    }

    /// <summary>Goes on where another one stopped.</summary>
    /// <param name="forming">Its <see cref="Forming"/>.</param>
    public void GoOn(in Candle forming)
    {
        (_open, _time, _first, _high) = (forming.OpenSeconds, forming.OpenSeconds, forming.Open, forming.High);
        (_low, _last, _volume, _count) = (forming.Low, forming.Close, forming.Volume, forming.TradeCount);
    }

    /// <summary>The candle of the last trades, once there are no more; null if there was none.</summary>
    public Candle? End()
    {
        var last = Candle();
        _open = -1;
        return last;
    }

    private void CountSteps(double time, long open)
    {
        if (_open >= 0)
        {
            _earlierTrades += time < _time ? 1 : 0;
            _laterTrades += time > _time ? 1 : 0;
            _earlierCandles += open < _open ? 1 : 0;
            _laterCandles += open > _open ? 1 : 0;
        }

        _time = time;
    }

    private Candle? Candle() =>
        _open < 0 ? null : new Candle(_open, _first, _high, _low, _last, _volume, _count);
}
