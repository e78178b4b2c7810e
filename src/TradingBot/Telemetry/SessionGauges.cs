using System.Diagnostics.Metrics;
using TradingBot.Exchanges.Contract;
using TradingBot.Hosting;

namespace TradingBot.Telemetry;

/// <summary>
/// What an operator watches, read by the exporter on its own thread every few seconds: the connections and limits
/// directly, the trader's by a copy that the trading thread makes.
/// </summary>
internal sealed class SessionGauges
{
    private readonly SessionView _view;
    private double _equity = double.NaN;
    private int _openTrades;
    private int _unsettled;
    private int _tripped;

    public SessionGauges(Meter meter, SessionView view, FeedAge age)
    {
        _view = view;
        meter.CreateObservableGauge("tradingbot.feed.age", () => age.Now.TotalSeconds, "s");
        meter.CreateObservableGauge("tradingbot.queue.depth", () => view.Queue.Depth);
        meter.CreateObservableGauge("tradingbot.rate_limit.headroom", Headroom);
        meter.CreateObservableGauge("tradingbot.equity", Equity);
        meter.CreateObservableGauge("tradingbot.trades.open", () => Volatile.Read(ref _openTrades));
        meter.CreateObservableGauge("tradingbot.orders.unsettled", () => Volatile.Read(ref _unsettled));
        meter.CreateObservableGauge("tradingbot.breakers.tripped", () => Volatile.Read(ref _tripped));
        meter.CreateObservableGauge("tradingbot.socket.connected", () => Each(socket => socket.IsConnected ? 1 : 0));
        Count(meter, "tradingbot.socket.reconnects", socket => Math.Max(0, socket.Counters.Connections - 1));
        Count(meter, "tradingbot.socket.resubscriptions", socket => socket.Counters.Resubscriptions);
        Count(meter, "tradingbot.socket.frames", socket => socket.Counters.Frames);
        Count(meter, "tradingbot.socket.malformed_frames", socket => socket.Counters.Malformed);
        Count(meter, "tradingbot.book.checksum_failures", socket => socket.Counters.Mismatches);
    }

    /// <summary>Copies what only the trading thread may read.</summary>
    public void Copy()
    {
        var engine = _view.Trader.Engine;
        if (!double.IsNaN(engine.LastClose))
            Volatile.Write(ref _equity, (double)engine.Ledger.Equity(_view.Instrument.ExactPrice(engine.LastClose)));
        Volatile.Write(ref _openTrades, engine.Ledger.Open.Count);
        Volatile.Write(ref _unsettled, engine.Pending.Count);
        Volatile.Write(ref _tripped, _view.Trader.Breakers.Tripped.Count);
    }

    private Measurement<double>[] Equity()
    {
        var equity = Volatile.Read(ref _equity);
        return double.IsNaN(equity) ? [] : [new Measurement<double>(equity)];
    }

    /// <summary>On paper nothing is traded, and so there is no limit of it.</summary>
    private IEnumerable<Measurement<double>> Headroom() => _view.Exchange.RateLimits
        .Where(limit => limit.Name != "trading" || _view.Bot.IsLive)
        .Select(limit => Tagged(limit.Headroom, "limit", limit.Name));

    private void Count(Meter meter, string name, Func<ConnectionState, long> read) =>
        meter.CreateObservableCounter(name, () => Each(read));

    private IEnumerable<Measurement<long>> Each(Func<ConnectionState, long> read) =>
        _view.Exchange.Connections.Select(socket => Tagged(read(socket), "socket", socket.Name));

    private static Measurement<T> Tagged<T>(T value, string key, string tag)
        where T : struct => new(value, new KeyValuePair<string, object?>(key, tag));
}
