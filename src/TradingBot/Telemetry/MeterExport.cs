using System.Diagnostics.Metrics;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Telemetry;

/// <summary>What a meter measures, on its way to all places that the user named.</summary>
internal sealed class MeterExport : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _exporters = [];

    private MeterExport()
    {
    }

    /// <param name="options">Where the metrics go.</param>
    /// <param name="meter">The meter.</param>
    /// <param name="own">Tags of everything, as <c>key:value</c>, before those that the user gave.</param>
    /// <param name="log">Says whether they get there.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="onStatsd">Given the client where there is one; what it returns is called at each reading, to send
    /// what is no metric. Null: nothing.</param>
    public static MeterExport Open(
        MetricsOptions options,
        Meter meter,
        IEnumerable<string> own,
        MetricsLog log,
        TimeProvider time,
        Func<DogStatsdClient, Action>? onStatsd = null)
    {
        var export = new MeterExport();
        string[] tags = [.. own, .. options.Tags];
        if (options.Statsd is { } target)
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            var format = new DogStatsdFormat(ConstantTags.Of(tags, environment), ContainerId.Find(environment));
            var client = new DogStatsdClient(target, format, time, Random.Shared.NextDouble);
            var more = onStatsd?.Invoke(client);
            export._exporters.Add(
                new StatsdExporter(meter, client, options.SampleRate, OnReading, log.Fail, time));

            void OnReading()
            {
                more?.Invoke();
                log.Read(
                    client.Counters.PacketsSent,
                    client.Counters.PacketsDroppedByWriter + client.Counters.PacketsDroppedByQueue);
            }
        }

        if (options.Otlp is { } collector)
            export._exporters.Add(new OtlpExporter(meter, collector, tags, log.Read));
        return export;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var exporter in _exporters)
            await exporter.DisposeAsync().ConfigureAwait(false);
    }
}
