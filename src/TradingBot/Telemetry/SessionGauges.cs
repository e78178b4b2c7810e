using System.Diagnostics.Metrics;
using TradingBot.Bots.Followers;

namespace TradingBot.Telemetry;

/// <summary>
/// What an operator watches, read by the exporter on its own thread every few seconds: the connections, limits and the
/// queue where they are, the trader's in its last snapshot.
/// </summary>
internal sealed class SessionGauges
{
    private readonly BotSources _sources;
    private volatile BotSnapshot? _latest;

    public SessionGauges(Meter meter, BotSources sources)
    {
        _sources = sources;
        meter.CreateObservableGauge("tradingbot.feed.age", () => sources.FeedAge.Now.TotalSeconds, "s");
        meter.CreateObservableGauge("tradingbot.queue.depth", sources.QueueDepth);
        meter.CreateObservableGauge("tradingbot.rate_limit.headroom", () => sources.Limits()
            .Select(limit => Tagged(limit.Headroom, "limit", limit.Name)));
        meter.CreateObservableGauge("tradingbot.equity", Equity);
        meter.CreateObservableGauge("tradingbot.trades.open", () => _latest?.OpenTrades.Count ?? 0);
        meter.CreateObservableGauge("tradingbot.orders.unsettled", () => _latest?.Orders.Count ?? 0);
        meter.CreateObservableGauge("tradingbot.breakers.tripped", () => _latest?.Breakers.Count ?? 0);
        meter.CreateObservableGauge("tradingbot.socket.connected", () => Each(line => line.IsConnected ? 1 : 0));
        Count(meter, "tradingbot.socket.reconnects", line => line.Reconnections());
        Count(meter, "tradingbot.socket.resubscriptions", line => line.Resubscriptions);
        Count(meter, "tradingbot.socket.frames", line => line.Frames);
        Count(meter, "tradingbot.socket.malformed_frames", line => line.Malformed);
        Count(meter, "tradingbot.book.checksum_failures", line => line.ChecksumFailures);
    }

    /// <summary>The latest that the trading thread has reported.</summary>
    public void Take(BotSnapshot now) => _latest = now;

    private Measurement<double>[] Equity() =>
        _latest?.Equity is { } equity ? [new Measurement<double>((double)equity)] : [];

    private void Count(Meter meter, string name, Func<ConnectionStatus, long> read) =>
        meter.CreateObservableCounter(name, () => Each(read));

    private IEnumerable<Measurement<long>> Each(Func<ConnectionStatus, long> read) =>
        _sources.Connections().Select(line => Tagged(read(line), "socket", line.Name));

    private static Measurement<T> Tagged<T>(T value, string key, string tag)
        where T : struct => new(value, new KeyValuePair<string, object?>(key, tag));
}
