using System.Diagnostics.Metrics;
using TradingBot.Data.Recordings.Collecting;
using TradingBot.Telemetry;

namespace TradingBot.Collecting;

/// <summary>What a collector measures, by pair.</summary>
internal sealed class CollectorMeter : IDisposable
{
    /// <param name="collector">Is read when somebody asks.</param>
    /// <param name="exchange">The venue's name.</param>
    public CollectorMeter(Collector collector, string exchange)
    {
        Meter = new Meter("TradingBot.Collector", version: null, [new("exchange", exchange)]);
        ProcessMeter.AddTo(Meter);
        Count("tradingbot.recording.book_messages", pair => pair.BookMessages);
        Count("tradingbot.recording.trades", pair => pair.TradeCount);
        Count("tradingbot.recording.candle_messages", pair => pair.CandleMessages);
        Count("tradingbot.recording.gaps", pair => pair.Gaps);
        Meter.CreateObservableGauge(
            "tradingbot.recording.missing_trades",
            () => Read(pair => pair.Trades.Missing),
            description: "trades that are still to be fetched");
        Meter.CreateObservableGauge(
            "tradingbot.recording.lag", () => Read(pair => (long)pair.Lag.TotalMilliseconds), "ms");
        Meter.CreateObservableGauge<double>(
            "tradingbot.recording.clock_offset",
            ClockOffset,
            "ms",
            "what has to be added to our clock to have the exchange's");
        Meter.CreateObservableGauge(
            "tradingbot.recording.connections",
            () => collector.Capture.Connections.Count(connection => connection.IsConnected));

        void Count(string name, Func<CollectedPair, long> count) =>
            Meter.CreateObservableCounter(name, () => Read(count));

        IEnumerable<Measurement<double>> ClockOffset()
        {
            if (collector.ClockOffset is { } offset)
                yield return new Measurement<double>(offset.TotalMilliseconds);
        }

        IEnumerable<Measurement<long>> Read(Func<CollectedPair, long> read) => collector.Pairs.Select(
            pair => new Measurement<long>(read(pair), new KeyValuePair<string, object?>("pair", pair.Symbol)));
    }

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();
}
