using TradingBot.Core.Market;

namespace TradingBot.History.Import;

/// <summary>Makes candles of trades that come in order of time. An interval without a trade gets none.</summary>
/// <param name="timeframe">Length of the candles.</param>
/// <param name="now">The present, unix seconds.</param>
internal sealed class TradeAggregator(Timeframe timeframe, long now)
{
    private const double HighestPrice = 1e12;

    private long _open = -1;
    private double _first;
    private double _high;
    private double _low;
    private double _last;
    private double _volume;
    private int _count;

    /// <summary>Adds a trade.</summary>
    /// <param name="time">Unix seconds.</param>
    /// <param name="price">Quote currency.</param>
    /// <param name="volume">Base units.</param>
    /// <param name="done">The candle before, if this trade is of a later one.</param>
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
        if (open < _open)
            return $"time {Words.Time((long)time)} is before the trades above ({Words.Time(_open)}); sort them by time";
        if (open > _open)
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

    /// <summary>The candle of the last trades, once there are no more; null if there was none.</summary>
    public Candle? End()
    {
        var last = Candle();
        _open = -1;
        return last;
    }

    private Candle? Candle() =>
        _open < 0 ? null : new Candle(_open, _first, _high, _low, _last, _volume, _count);
}
