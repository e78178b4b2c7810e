using System.Diagnostics.Metrics;
using TradingBot.Bots.Followers;

namespace TradingBot.Telemetry;

/// <summary>The original's figures of the market: prices at each ticker line, the strategy's at each candle.</summary>
internal sealed class MarketMeter
{
    private readonly Meter _meter;
    private readonly Histogram<double> _close;
    private readonly Histogram<double> _high;
    private readonly Histogram<double> _low;
    private readonly Histogram<double> _typical;
    private readonly Counter<long> _candles;
    private readonly Counter<long> _lateTrades;
    private readonly Dictionary<string, Histogram<double>> _figures = [];
    private long _late;

    /// <param name="meter">Gets the instruments.</param>
    public MarketMeter(Meter meter)
    {
        _meter = meter;
        _close = meter.CreateHistogram<double>("candlestick.price.close");
        _high = meter.CreateHistogram<double>("candlestick.price.high");
        _low = meter.CreateHistogram<double>("candlestick.price.low");
        _typical = meter.CreateHistogram<double>("candlestick.price.typical_price");
        _candles = meter.CreateCounter<long>("tradingbot.candles.closed");
        _lateTrades = meter.CreateCounter<long>("tradingbot.feed.late_trades");
    }

    /// <summary>The session begins; what was before it is not counted.</summary>
    public void Begin(BotSnapshot now) => _late = now.LateTrades;

    public void Look(BotSnapshot now)
    {
        if (now.LateTrades != _late)
            _lateTrades.Add(now.LateTrades - _late);
        _late = now.LateTrades;
    }

    public void Take(BotEvent.CandleClosed closed)
    {
        _candles.Add(1);
        if (closed.Candle is { Trades: > 0 } candle)
        {
            _close.Record(candle.Close);
            _typical.Record((candle.High + candle.Low + candle.Close) / 3);
            Record(candle);
        }

        foreach (var (name, value) in closed.Figures)
        {
            if (!_figures.TryGetValue(name, out var histogram))
                _figures[name] = histogram = _meter.CreateHistogram<double>(name);
            histogram.Record(value);
        }
    }

    public void Take(BotEvent.Ticked ticked)
    {
        if (ticked.Forming is { } candle)
            Record(candle);
    }

    private void Record(BotCandle candle)
    {
        _high.Record(candle.High);
        _low.Record(candle.Low);
    }
}
