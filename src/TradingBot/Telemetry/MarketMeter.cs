using System.Diagnostics.Metrics;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Telemetry;

/// <summary>The original's figures of the market: prices at each ticker line, the strategy's at each candle.</summary>
internal sealed class MarketMeter
{
    private readonly TradingEngine _engine;
    private readonly TimeSpan _interval;
    private readonly Histogram<double> _close;
    private readonly Histogram<double> _high;
    private readonly Histogram<double> _low;
    private readonly Histogram<double> _typical;
    private readonly Counter<long> _candles;
    private readonly Counter<long> _lateTrades;
    private readonly (Figure Figure, Histogram<double> Histogram)[] _figures;
    private DateTime _nextTick;
    private Candle? _forming;
    private long _closed;
    private long _late;

    /// <param name="meter">Gets the instruments.</param>
    /// <param name="engine">What is watched.</param>
    /// <param name="interval">Between two prices.</param>
    public MarketMeter(Meter meter, TradingEngine engine, TimeSpan interval)
    {
        (_engine, _interval) = (engine, interval);
        _close = meter.CreateHistogram<double>("candlestick.price.close");
        _high = meter.CreateHistogram<double>("candlestick.price.high");
        _low = meter.CreateHistogram<double>("candlestick.price.low");
        _typical = meter.CreateHistogram<double>("candlestick.price.typical_price");
        _candles = meter.CreateCounter<long>("tradingbot.candles.closed");
        _lateTrades = meter.CreateCounter<long>("tradingbot.feed.late_trades");
        _figures = [.. engine.Figures.Select(figure => (figure, meter.CreateHistogram<double>(figure.Name)))];
        (_closed, _late) = (engine.ClosedCandles, engine.LateTrades);
    }

    /// <returns>True when a candle has closed or a ticker line is due.</returns>
    public bool Observe(EngineEvent happened)
    {
        var hasClosed = _engine.ClosedCandles != _closed;
        if (hasClosed)
            CandleClosed();
        _forming = _engine.Forming;
        if (_engine.LateTrades != _late)
            _lateTrades.Add(_engine.LateTrades - _late);
        _late = _engine.LateTrades;
        return Tick(happened.Time) || hasClosed;
    }

    private void CandleClosed()
    {
        _candles.Add(_engine.ClosedCandles - _closed);
        _closed = _engine.ClosedCandles;
        if (_forming is { } candle)
        {
            // The last trade of a candle comes before the event that closes it.
            _close.Record(candle.Close);
            _typical.Record(PriceSource.Typical.Of(in candle));
            Record(in candle);
        }

        foreach (var (figure, histogram) in _figures)
        {
            var value = figure.Read();
            if (double.IsFinite(value))
                histogram.Record(value);
        }
    }

    private bool Tick(DateTime now)
    {
        if (now < _nextTick)
            return false;
        _nextTick = now + _interval;
        if (_forming is { } candle)
            Record(in candle);
        return true;
    }

    private void Record(in Candle candle)
    {
        _high.Record(candle.High);
        _low.Record(candle.Low);
    }
}
