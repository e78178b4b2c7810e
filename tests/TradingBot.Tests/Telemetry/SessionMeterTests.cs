using System.Diagnostics.Metrics;
using System.Globalization;
using TradingBot.Bots.Followers;
using TradingBot.Core.Orders;
using TradingBot.Telemetry;
using TradingBot.Tests.Bots.Followers;

namespace TradingBot.Tests.Telemetry;

/// <summary>What is measured of a bot's events and snapshots.</summary>
public sealed class SessionMeterTests : IDisposable
{
    private readonly List<string> _lines = [];
    private readonly MeterListener _listener = new();
    private readonly SessionMeter _meter;

    public SessionMeterTests()
    {
        _meter = new SessionMeter(new BotSources(() => DateTime.UnixEpoch)
        {
            QueueDepth = () => 7,
            Connections = () => EventStory.Snapshot.Connections,
            Limits = () => EventStory.Snapshot.Limits,
        });
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    [Fact]
    public void What_is_read_now_and_then_is_of_the_last_snapshot_and_of_the_connections()
    {
        _meter.Take([], EventStory.Snapshot with { Equity = 12.5m, OpenTrades = [] });
        _lines.Clear();

        _listener.RecordObservableInstruments();

        _lines.Should().Contain(
        [
            "tradingbot.feed.age 0", "tradingbot.queue.depth 7", "tradingbot.equity 12.5", "tradingbot.trades.open 0",
            "tradingbot.orders.unsettled 1", "tradingbot.breakers.tripped 1",
            "tradingbot.rate_limit.headroom 0.75 limit:public", "tradingbot.rate_limit.headroom 1 limit:trading",
            "tradingbot.socket.connected 1 socket:public", "tradingbot.socket.reconnects 1 socket:public",
            "tradingbot.socket.resubscriptions 1 socket:public", "tradingbot.socket.frames 12345 socket:public",
            "tradingbot.socket.malformed_frames 0 socket:public", "tradingbot.book.checksum_failures 1 socket:public",
        ]);
    }

    [Fact]
    public void Before_there_is_a_price_there_is_no_equity()
    {
        _meter.Take([], EventStory.Snapshot with { Equity = null });

        _listener.RecordObservableInstruments();

        _lines.Should().NotContain(line => line.StartsWith("tradingbot.equity", StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_happened_is_recorded_when_it_happens()
    {
        _meter.Take(EventStory.Events, EventStory.Snapshot);

        _lines.Should().BeEquivalentTo(
        [
            "candlestick.price.close 7901.5", "candlestick.price.typical_price 7897.916666666667",
            "candlestick.price.high 7902.25", "candlestick.price.low 7890", "macd.histogram -0.0625",
            "tradingbot.candles.closed 1", "tradingbot.order.tick_to_order 1.875",
            "main_loop.errors 1 error:order_not_asked", "main_loop.errors 1 error:surprise",
            "main_loop.errors 1 error:session_failed",
            "open.order 1 type:buy order:post-only", "total_trading_volume 15.8004", "trading_fees 0.04108",
            "bottrade.profit 0.11692", "bottrade.win_rate 1", "tradingbot.trades.closed 1 result:win",
        ]);
    }

    [Fact]
    public void Each_commit_and_each_late_trade_is_counted_once_from_the_beginning_on()
    {
        var first = EventStory.Snapshot;
        _meter.Take([EventStory.Events[0]], first);
        _meter.Take([], first);
        _meter.Take([], first with { Commits = first.Commits + 1, LateTrades = first.LateTrades + 2 });
        _meter.Take([], first with { Commits = first.Commits + 1, LateTrades = first.LateTrades + 2 });

        _lines.Should().BeEquivalentTo("tradingbot.journal.commit_time 3.125", "tradingbot.feed.late_trades 2");
    }

    [Fact]
    public void An_order_that_stays_unknown_is_one_error_and_one_that_was_never_placed_another()
    {
        var order = EventStory.Snapshot.Orders[0] with { State = OrderState.Unknown, ExchangeId = null };
        var now = EventStory.Snapshot with { Commits = 0, LateTrades = 0 };

        _meter.Take([Changed(OrderState.Unknown), Changed(OrderState.Unknown)], now);
        _meter.Take([Changed(OrderState.Rejected)], now);

        _lines.Should().Equal("main_loop.errors 1 error:order_unknown", "main_loop.errors 1 error:order_rejected");

        BotEvent Changed(OrderState state) =>
            new BotEvent.OrderChanged(DateTime.UnixEpoch, order with { State = state });
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {value}");
        foreach (var (key, tag) in tags)
            line += $" {key}:{tag}";
        _lines.Add(line);
    }
}
