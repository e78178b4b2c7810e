using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>
/// Builds candles from trades and elapsed exchange time. A candle is closed when its boundary has passed, not when the
/// next trade happens to come; a period without trades becomes a flat candle.
/// </summary>
/// <remarks>Call <see cref="TryClose"/> until it returns false before each <see cref="Add"/>.</remarks>
public sealed class CandleBuilder(Timeframe timeframe)
{
    private long _openSeconds;
    private int _tradeCount;
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private double _volume;

    /// <summary>True once it has a first period.</summary>
    internal bool HasStarted { get; private set; }

    /// <summary>Trades that came after their candle was closed and were left out.</summary>
    public long LateTrades { get; private set; }

    /// <summary>The candle as it stands, not closed yet; null before the first trade or without one in it.</summary>
    public Candle? Forming => _tradeCount == 0
        ? null
        : new Candle(_openSeconds, _open, _high, _low, _close, _volume, _tradeCount);

    /// <summary>Goes on after a candle known from elsewhere, so that an empty first period has a price.</summary>
    /// <param name="openSeconds">Start of that candle, unix seconds.</param>
    /// <param name="close">Its close, quote currency.</param>
    public void ContinueAfter(long openSeconds, double close)
    {
        HasStarted = true;
        _close = close;
        Begin(openSeconds + timeframe.Seconds);
    }

    /// <summary>Takes back the candle as it stood; the one before it is known.</summary>
    internal void Resume(in Candle forming)
    {
        Invariant.Holds(forming.OpenSeconds == _openSeconds);
        (_open, _high, _low, _close) = (forming.Open, forming.High, forming.Low, forming.Close);
        (_volume, _tradeCount) = (forming.Volume, forming.TradeCount);
    }

    /// <summary>Closes the current candle when the exchange's clock has reached its end.</summary>
    /// <param name="exchangeTime">UTC.</param>
    /// <param name="closed">The candle, when there is one to close.</param>
    /// <returns>True while there may be more to close.</returns>
    public bool TryClose(DateTime exchangeTime, out Candle closed)
    {
        closed = default;
        if (!HasStarted || UnixSeconds(exchangeTime) < _openSeconds + timeframe.Seconds)
            return false;
        closed = _tradeCount == 0
            ? Candle.Flat(_openSeconds, _close)
            : new Candle(_openSeconds, _open, _high, _low, _close, _volume, _tradeCount);
        Begin(_openSeconds + timeframe.Seconds);
        return true;
    }

    /// <summary>
    /// Takes a trade into the current candle; one that is older than the candle is counted and left out.
    /// </summary>
    public void Add(in Trade trade)
    {
        var seconds = UnixSeconds(trade.Time);
        if (!HasStarted)
        {
            HasStarted = true;
            Begin(timeframe.OpenOf(seconds));
        }

        if (seconds < _openSeconds)
        {
            LateTrades++;
            return;
        }

        Invariant.Holds(seconds < _openSeconds + timeframe.Seconds);
        if (_tradeCount == 0)
            _open = _high = _low = trade.Price;
        _high = Math.Max(_high, trade.Price);
        _low = Math.Min(_low, trade.Price);
        _close = trade.Price;
        _volume += trade.Volume;
        _tradeCount++;
    }

    private void Begin(long openSeconds)
    {
        _openSeconds = openSeconds;
        _tradeCount = 0;
        _volume = 0;
    }

    private static long UnixSeconds(DateTime time) =>
        (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
