using TradingBot.Telemetry.DogStatsd;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Telemetry;

/// <summary>
/// Netdata knows the types and no tags; events and service checks it leaves alone, and of counters it takes whole numbers.
/// </summary>
public sealed class NetdataTests
{
    [NetdataFact]
    public async Task It_shows_the_values_it_was_sent()
    {
        await using var netdata = await Netdata.StartAsync();
        await using var client = new DogStatsdClient(
            DogStatsdTarget.Udp("127.0.0.1", netdata.Port), new DogStatsdFormat(["bot_name:b"]), TimeProvider.System, () => 0);
        await netdata.ShowsAsync(["listens_gauge"], () =>
        {
            client.Gauge("listens", 1);
            client.Flush();
        });
        client.Counter("open.order", 3);
        client.Counter("open.order", 4);
        client.Counter("sampled", 5, sampleRate: 0.5);
        client.Event(new DatadogEvent("Order Open", "two\nlines"));
        client.ServiceCheck("tradingbot.feed", ServiceStatus.Ok, message: "fine");
        client.Flush();

        var shown = await netdata.ShowsAsync(
            ["tradingbot_equity_gauge", "open_order_counter", "sampled_counter", "candlestick_price_close_histogram", "pairs_set"],
            () =>
            {
                // again and again: it forgets histograms and sets at each of its beats
                client.Set("pairs", "XBTUSD");
                client.Set("pairs", "ETHUSD");
                client.Set("pairs", "XBTUSD");
                client.Gauge("tradingbot.equity", 99999.5);
                client.Histogram("candlestick.price.close", 7581.6);
                client.Flush();
            },
            "candlestick_price_close_histogram max",
            "pairs_set unique");

        shown.Should().Contain("tradingbot_equity_gauge gauge", 99999.5)
            .And.Contain("open_order_counter_total counter", 7)
            .And.Contain("sampled_counter_total counter", 10, "it was told that half of them were sent")
            .And.Contain("candlestick_price_close_histogram max", 7581.6)
            .And.Contain("pairs_set unique", 2);
    }

    [NetdataFact]
    public async Task A_session_on_the_offline_Kraken_shows_the_original_figures_and_an_operators()
    {
        await using var netdata = await Netdata.StartAsync();
        using var stop = new CancellationTokenSource();
        var arguments = $"-x simulator -p 1 -t 5 -c XXBTZUSD --feed rest --log-directory off --metrics statsd://127.0.0.1:{netdata.Port}";
        var session = Task.Run(() => Shell.Run(arguments, stop.Token));

        var shown = await netdata.ShowsAsync(
        [
            "candlestick_price_close", "candlestick_price_high", "candlestick_price_low", "candlestick_price_typical_price",
            "macd_macd", "macd_signal", "macd_histogram", "tradingbot_candles_closed", "tradingbot_equity",
            "tradingbot_feed_age", "tradingbot_queue_depth", "tradingbot_rate_limit_headroom",
            "tradingbot_journal_commit_time", "tradingbot_process_memory", "tradingbot_gc_pause_time", "tradingbot_gc_heap",
        ]);
        await stop.CancelAsync();

        (await session).ExitCode.Should().Be(0);
        shown["tradingbot_equity_gauge gauge"].Should().BeApproximately(100_000, 100);
        shown["tradingbot_process_memory_gauge gauge"].Should().BeGreaterThan(1 << 20);
    }
}
