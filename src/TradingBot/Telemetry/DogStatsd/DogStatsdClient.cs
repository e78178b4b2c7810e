using System.Buffers;
using System.Net;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// Sends metrics, events and service checks to DogStatsD, with the methods of Datadog's own client for C#
/// (<c>IDogStatsd</c>), which this one stands in for. Lines share a datagram; nothing here waits for the network, and
/// what the receiver does not take is counted and lost. Safe for several threads.
/// </summary>
internal sealed class DogStatsdClient : IAsyncDisposable
{
    /// <summary>The agent reads no more at once, whatever way it comes.</summary>
    private const int LongestLine = 8192;

    private readonly Lock _guard = new();
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private readonly ArrayBufferWriter<byte> _datagram = new(LongestLine);
    private readonly DogStatsdFormat _format;
    private readonly DogStatsdFormat _ownFormat;
    private readonly int _datagramLength;
    private readonly Func<double> _chance;
    private readonly DatagramQueue _queue;

    /// <param name="target">Where to.</param>
    /// <param name="format">With the constant tags.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">Numbers from 0 up to 1 for sampling.</param>
    /// <param name="resolve">Finds the addresses of a host; null: as the system does.</param>
    public DogStatsdClient(
        DogStatsdTarget target,
        DogStatsdFormat format,
        TimeProvider time,
        Func<double> chance,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (_format, _datagramLength, _chance) = (format, target.DatagramLength, chance);
        var version = typeof(DogStatsdClient).Assembly.GetName().Version?.ToString(3);
        _ownFormat = new DogStatsdFormat(
            ["client:tradingbot", $"client_version:{version}", $"client_transport:{target.Transport}"]);
        var socket = new DatagramSocket(target, resolve ?? Dns.GetHostAddressesAsync, time);
        _queue = new DatagramQueue(socket, Counters, time);
    }

    public ClientCounters Counters { get; } = new();

    public void Counter(string name, double value, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Counter, name, value, sampleRate, tags);

    public void Increment(string name, int value = 1, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Counter, name, value, sampleRate, tags);

    public void Decrement(string name, int value = 1, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Counter, name, -value, sampleRate, tags);

    public void Gauge(string name, double value, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Gauge, name, value, sampleRate, tags);

    public void Histogram(string name, double value, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Histogram, name, value, sampleRate, tags);

    public void Distribution(string name, double value, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Distribution, name, value, sampleRate, tags);

    /// <param name="name">Of the metric.</param>
    /// <param name="value">Milliseconds.</param>
    /// <param name="sampleRate">Share that is sent.</param>
    /// <param name="tags">Or null.</param>
    public void Timer(string name, double value, double sampleRate = 1, string[]? tags = null) =>
        Send(MetricKind.Timer, name, value, sampleRate, tags);

    public void Set(string name, string value, double sampleRate = 1, string[]? tags = null)
    {
        Counters.CountMetric(MetricKind.Set);
        if (IsSampledOut(sampleRate))
            return;
        lock (_guard)
        {
            _format.Set(Fresh(), name, value, sampleRate, tags);
            Pack();
        }
    }

    public void Event(DatadogEvent happened)
    {
        Counters.CountEvent();
        lock (_guard)
        {
            _format.Event(Fresh(), happened);
            Pack();
        }
    }

    /// <inheritdoc cref="DogStatsdFormat.ServiceCheck"/>
    public void ServiceCheck(
        string name,
        ServiceStatus status,
        long? timestamp = null,
        string? hostname = null,
        string[]? tags = null,
        string? message = null)
    {
        Counters.CountServiceCheck();
        lock (_guard)
        {
            _format.ServiceCheck(Fresh(), name, status, timestamp, hostname, tags, message);
            Pack();
        }
    }

    /// <summary>Sends what the client has counted of itself since the last time.</summary>
    public void TellOfItself() => Counters.Tell((name, more, tag) =>
    {
        lock (_guard)
        {
            _ownFormat.Metric(Fresh(), name, more, MetricKind.Counter, sampleRate: 1, tag is null ? null : [tag]);
            Pack();
        }
    });

    /// <summary>Lets the lines go that wait for more to share their datagram.</summary>
    public void Flush()
    {
        lock (_guard)
            PutDatagram();
    }

    /// <summary>Sends what is left, for a second at most.</summary>
    public ValueTask DisposeAsync()
    {
        Flush();
        return _queue.DisposeAsync();
    }

    private void Send(MetricKind kind, string name, double value, double sampleRate, string[]? tags)
    {
        Counters.CountMetric(kind);
        if (!double.IsFinite(value) || IsSampledOut(sampleRate))
            return;
        lock (_guard)
        {
            _format.Metric(Fresh(), name, value, kind, sampleRate, tags);
            Pack();
        }
    }

    private bool IsSampledOut(double sampleRate) => sampleRate < 1 && _chance() >= sampleRate;

    private ArrayBufferWriter<byte> Fresh()
    {
        _line.ResetWrittenCount();
        return _line;
    }

    /// <summary>Puts the line into the datagram, or begins another one with it.</summary>
    private void Pack()
    {
        var line = _line.WrittenSpan;
        if (line.Length > LongestLine)
        {
            Counters.CountDroppedByWriter(line.Length);
            return;
        }

        if (_datagram.WrittenCount + 1 + line.Length > _datagramLength)
            PutDatagram();
        if (_datagram.WrittenCount > 0)
            _datagram.Write("\n"u8);
        _datagram.Write(line);
    }

    private void PutDatagram()
    {
        if (_datagram.WrittenCount == 0)
            return;
        _queue.Put(_datagram.WrittenSpan);
        _datagram.ResetWrittenCount();
    }
}
