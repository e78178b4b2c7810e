using System.Diagnostics.Metrics;
using TradingBot.Telemetry;
using TradingBot.Telemetry.DogStatsd;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Telemetry;

public sealed class StatsdExporterTests
{
    [Fact]
    public async Task Each_instrument_is_sent_as_its_kind()
    {
        var lines = await LinesAsync(sampleRate: 0.5, meter =>
        {
            meter.CreateCounter<long>("counter").Add(2, new KeyValuePair<string, object?>("type", "buy"));
            meter.CreateUpDownCounter<double>("profit").Add(-0.25);
            meter.CreateHistogram<double>("histogram").Record(1.5);
            meter.CreateGauge<int>("gauge").Record(7);
        });

        lines.Should().Equal("counter:2|c|#type:buy", "profit:-0.25|c", "histogram:1.5|h|@0.5", "gauge:7|g");
    }

    [Fact]
    public async Task Of_a_total_what_was_added_is_sent_and_nothing_when_nothing_was()
    {
        var total = 5;
        using var meter = new Meter("totals");
        meter.CreateObservableCounter("total", () => new Measurement<int>(total, new KeyValuePair<string, object?>("socket", "public")));
        meter.CreateObservableGauge("level", () => total);
        using var receiver = StatsdReceiver.OnUdp();
        var time = new ManualTime();
        await using (Exporter(meter, receiver, 1, time))
        {
            (await receiver.ReceiveAsync()).Split('\n')[..2].Should().Equal("total:5|c|#socket:public", "level:5|g");
            total = 12;
            await time.AdvanceLoopAsync(TimeSpan.FromSeconds(10));
            (await receiver.ReceiveAsync()).Split('\n')[..2].Should().Equal("total:7|c|#socket:public", "level:12|g");
        }

        (await receiver.ReceiveAsync()).Split('\n')[0].Should().Be("level:12|g", "nothing was added");
    }

    [Fact]
    public async Task Another_meter_of_the_same_name_is_not_sent()
    {
        using var other = new Meter("test");
        var lines = await LinesAsync(sampleRate: 1, meter =>
        {
            other.CreateCounter<long>("theirs").Add(1);
            meter.CreateCounter<long>("ours").Add(1);
        });

        lines.Should().Equal("ours:1|c");
    }

    /// <summary>What is sent but for the client's own counters.</summary>
    private static async Task<List<string>> LinesAsync(double sampleRate, Action<Meter> measure)
    {
        using var meter = new Meter("test");
        using var receiver = StatsdReceiver.OnUdp();
        await using (Exporter(meter, receiver, sampleRate, new ManualTime()))
            measure(meter);
        return [.. receiver.Arrived().SelectMany(datagram => datagram.Split('\n')).Where(line => !line.StartsWith("datadog."))];
    }

    [Fact]
    public async Task A_mistake_in_a_reading_ends_the_metrics_and_is_told_and_ends_nothing_else()
    {
        using var meter = new Meter("test");
        using var receiver = StatsdReceiver.OnUdp();
        var bug = new InvalidOperationException("planted");
        meter.CreateObservableGauge("broken", double () => throw bug);
        var told = new List<Exception>();

        await using (Exporter(meter, receiver, 1, new ManualTime(), told.Add))
        {
        }

        told.Should().NotBeEmpty().And.OnlyContain(failure => failure is AggregateException || failure == bug);
    }

    private static StatsdExporter Exporter(
        Meter meter, StatsdReceiver receiver, double sampleRate, TimeProvider time, Action<Exception>? failed = null)
    {
        var target = DogStatsdTarget.Udp("127.0.0.1", receiver.Port);
        var client = new DogStatsdClient(target, new DogStatsdFormat([]), time, () => 0);
        return new StatsdExporter(meter, client, sampleRate, () => { }, failed ?? (_ => { }), time);
    }
}
