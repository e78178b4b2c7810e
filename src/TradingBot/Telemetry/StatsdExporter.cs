using System.Diagnostics.Metrics;
using System.Globalization;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Telemetry;

/// <summary>
/// Sends what a meter measures to DogStatsD: values as they are recorded, what is only read every ten seconds, which is
/// the agent's own beat. Recording costs the caller the writing of a line, never a wait.
/// </summary>
internal sealed class StatsdExporter : IAsyncDisposable
{
    /// <summary>How long a line waits for others to share its datagram.</summary>
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private const int FlushesPerReading = 10;

    private readonly DogStatsdClient _client;
    private readonly double _sampleRate;
    private readonly Action _onReading;
    private readonly Action<Exception> _onFailure;
    private readonly MeterListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    /// <param name="meter">The meter; of others with its name nothing is sent.</param>
    /// <param name="client">Where to; disposed of with this.</param>
    /// <param name="sampleRate">Of histograms.</param>
    /// <param name="onReading">Called every ten seconds and at the end, to send more.</param>
    /// <param name="onFailure">Told why nothing is sent any more.</param>
    /// <param name="time">The clock of the beat.</param>
    public StatsdExporter(
        Meter meter,
        DogStatsdClient client,
        double sampleRate,
        Action onReading,
        Action<Exception> onFailure,
        TimeProvider time)
    {
        (_client, _sampleRate, _onReading, _onFailure) = (client, sampleRate, onReading, onFailure);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
                listener.EnableMeasurementEvents(instrument, RouteOf(instrument));
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, route) => Send(value, tags, route));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, route) => Send(value, tags, route));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, route) => Send(value, tags, route));
        _listener.Start();
        _beating = BeatAsync(time);
    }

    /// <summary>A last reading, and a second at most for what is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        ReadAtLast();
        _listener.Dispose();
        await _client.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task BeatAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(FlushInterval, time);
        try
        {
            for (var flushes = 0; ; flushes++)
            {
                if (flushes % FlushesPerReading == 0)
                    Read();
                _client.Flush();
                await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The session is over.
        }
        catch (Exception bug)
        {
            _onFailure(bug); // whatever it is, it must not reach the trading
        }
    }

    private void ReadAtLast()
    {
        try
        {
            Read();
        }
        catch (Exception bug)
        {
            _onFailure(bug);
        }
    }

    private void Read()
    {
        _listener.RecordObservableInstruments();
        _onReading();
        _client.TellOfItself();
    }

    private void Send(double value, ReadOnlySpan<KeyValuePair<string, object?>> measured, object? state)
    {
        var route = (Route)state!;
        var tags = measured.Length == 0 ? null : TagsOf(measured);
        switch (route.Kind)
        {
            case MetricKind.Histogram:
                _client.Histogram(route.Name, value, _sampleRate, tags);
                break;
            case MetricKind.Gauge:
                _client.Gauge(route.Name, value, tags: tags);
                break;
            default:
                if (route.TryTake(ref value, tags))
                    _client.Counter(route.Name, value, tags: tags);
                break;
        }
    }

    private static string[] TagsOf(ReadOnlySpan<KeyValuePair<string, object?>> measured)
    {
        var tags = new string[measured.Length];
        for (var i = 0; i < tags.Length; i++)
            tags[i] = string.Create(CultureInfo.InvariantCulture, $"{measured[i].Key}:{measured[i].Value}");
        return tags;
    }

    private static Route RouteOf(Instrument instrument)
    {
        var form = instrument.GetType().GetGenericTypeDefinition();
        if (form == typeof(Histogram<>))
            return new Route(instrument.Name, MetricKind.Histogram, totals: null);
        if (form == typeof(ObservableGauge<>) || form == typeof(Gauge<>))
            return new Route(instrument.Name, MetricKind.Gauge, totals: null);
        var totals = instrument.IsObservable ? new Dictionary<string, double>(StringComparer.Ordinal) : null;
        return new Route(instrument.Name, MetricKind.Counter, totals);
    }

    /// <summary>How an instrument's values are sent.</summary>
    /// <param name="name">Of the metric.</param>
    /// <param name="kind">Counter, gauge or histogram.</param>
    /// <param name="totals">The last totals by tags where the instrument tells totals, which DogStatsD does not know;
    /// of the reading thread only.</param>
    private sealed class Route(string name, MetricKind kind, Dictionary<string, double>? totals)
    {
        public string Name => name;

        public MetricKind Kind => kind;

        /// <summary>Makes a total into what has been added; false: nothing was.</summary>
        public bool TryTake(ref double value, string[]? tags)
        {
            if (totals is null)
                return true;
            var key = string.Join(',', tags ?? []);
            var before = totals.GetValueOrDefault(key);
            totals[key] = value;
            value -= before;
            return value != 0;
        }
    }
}
