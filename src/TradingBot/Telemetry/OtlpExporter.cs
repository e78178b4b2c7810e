using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace TradingBot.Telemetry;

/// <summary>
/// Sends what a meter measures to an OpenTelemetry collector, as OTLP over HTTP. The only class that names
/// OpenTelemetry's packages, so that they are loaded by nobody else. Headers are taken from
/// <c>OTEL_EXPORTER_OTLP_HEADERS</c>. Events and service checks have no form here.
/// </summary>
internal sealed class OtlpExporter : IAsyncDisposable
{
    private const int ReadingMilliseconds = 10_000;
    private const int TimeoutMilliseconds = 2_000;
    private const int FarewellMilliseconds = 1_000; // with Slack's two seconds and the logs' one it ends within five

    private readonly MeterProvider _provider;

    /// <param name="meter">The meter; others of its name are sent too.</param>
    /// <param name="collector">Its address, without a path.</param>
    /// <param name="attributes">Put to everything, as <c>key:value</c> or <c>word</c>.</param>
    /// <param name="onReading">Told every ten seconds how many requests have got there so far, and how many have not.
    /// </param>
    public OtlpExporter(Meter meter, Uri collector, IEnumerable<string> attributes, Action<long, long> onReading)
    {
        var pairs = attributes.Select(tag => tag.Split(':', 2))
            .Select(pair => new KeyValuePair<string, object>(pair[0], pair.Length > 1 ? pair[1] : "true"));
        _provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("tradingbot").AddAttributes(pairs))
            .AddMeter(meter.Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = new Uri(collector, "v1/metrics");
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.TimeoutMilliseconds = TimeoutMilliseconds;
                exporter.HttpClientFactory = () => new HttpClient(new Counted(onReading))
                {
                    Timeout = TimeSpan.FromMilliseconds(TimeoutMilliseconds),
                };
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = ReadingMilliseconds;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = TimeoutMilliseconds;
            })
            .Build();
    }

    /// <summary>A last reading is sent, for a second at most.</summary>
    public async ValueTask DisposeAsync() => await Task.Run(() =>
    {
        _provider.Shutdown(FarewellMilliseconds);
        _provider.Dispose();
    }).ConfigureAwait(false);

    /// <summary>OpenTelemetry keeps to itself what it could not send. It sends from a thread that waits.</summary>
    private sealed class Counted(Action<long, long> onReading) : DelegatingHandler(new SocketsHttpHandler())
    {
        private long _sent;
        private long _lost;

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var arrived = false;
            try
            {
                var answer = base.Send(request, cancellationToken);
                arrived = answer.IsSuccessStatusCode;
                return answer;
            }
            finally
            {
                Count(arrived);
            }
        }

        private void Count(bool arrived)
        {
            if (arrived)
                _sent++;
            else
                _lost++;
            onReading(_sent, _lost);
        }
    }
}
