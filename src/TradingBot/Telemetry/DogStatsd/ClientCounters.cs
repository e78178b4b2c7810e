namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// What became of all that a client was given, under the names Datadog's clients use, so that what was lost can be seen
/// at the other end. Safe for several threads.
/// </summary>
internal sealed class ClientCounters
{
    private const string Prefix = "datadog.dogstatsd.client.";

    private static readonly string[] KindTags =
        [.. Enum.GetNames<MetricKind>().Select(kind => $"metrics_type:{Word(kind)}")];

    private readonly long[] _byKind = new long[KindTags.Length];
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);
    private long _events;
    private long _serviceChecks;
    private long _bytesSent;
    private long _bytesDroppedByQueue;
    private long _bytesDroppedByWriter;
    private long _packetsSent;
    private long _packetsDroppedByQueue;
    private long _packetsDroppedByWriter;

    public long PacketsSent => Volatile.Read(ref _packetsSent);

    /// <summary>The receiver was slower than we are, or not there.</summary>
    public long PacketsDroppedByWriter => Volatile.Read(ref _packetsDroppedByWriter);

    /// <summary>The sender was slower than we are.</summary>
    public long PacketsDroppedByQueue => Volatile.Read(ref _packetsDroppedByQueue);

    /// <summary>Given to the client, sampled out or not.</summary>
    public void CountMetric(MetricKind kind) => Interlocked.Increment(ref _byKind[(int)kind]);

    public void CountEvent() => Interlocked.Increment(ref _events);

    public void CountServiceCheck() => Interlocked.Increment(ref _serviceChecks);

    public void CountSent(int bytes)
    {
        Interlocked.Increment(ref _packetsSent);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    public void CountDroppedByQueue(int bytes)
    {
        Interlocked.Increment(ref _packetsDroppedByQueue);
        Interlocked.Add(ref _bytesDroppedByQueue, bytes);
    }

    public void CountDroppedByWriter(int bytes)
    {
        Interlocked.Increment(ref _packetsDroppedByWriter);
        Interlocked.Add(ref _bytesDroppedByWriter, bytes);
    }

    /// <summary>Tells what has been added since the last time; nothing of what has not moved. Of one thread.</summary>
    /// <param name="tell">Gets a name, a number above 0, and a further tag or null.</param>
    public void Tell(Action<string, long, string?> tell)
    {
        Tell(tell, "metrics", _byKind.Sum());
        for (var kind = 0; kind < _byKind.Length; kind++)
            Tell(tell, "metrics_by_type", Volatile.Read(ref _byKind[kind]), KindTags[kind]);
        Tell(tell, "events", Volatile.Read(ref _events));
        Tell(tell, "service_checks", Volatile.Read(ref _serviceChecks));
        Tell(tell, "bytes_sent", Volatile.Read(ref _bytesSent));
        Tell(tell, "bytes_dropped", Volatile.Read(ref _bytesDroppedByQueue) + Volatile.Read(ref _bytesDroppedByWriter));
        Tell(tell, "bytes_dropped_queue", Volatile.Read(ref _bytesDroppedByQueue));
        Tell(tell, "bytes_dropped_writer", Volatile.Read(ref _bytesDroppedByWriter));
        Tell(tell, "packets_sent", PacketsSent);
        Tell(tell, "packets_dropped", PacketsDroppedByQueue + PacketsDroppedByWriter);
        Tell(tell, "packets_dropped_queue", PacketsDroppedByQueue);
        Tell(tell, "packets_dropped_writer", PacketsDroppedByWriter);
    }

    private void Tell(Action<string, long, string?> tell, string name, long total, string? tag = null)
    {
        var key = name + tag;
        var more = total - _told.GetValueOrDefault(key);
        if (more == 0)
            return;
        _told[key] = total;
        tell(Prefix + name, more, tag);
    }

    private static string Word(string kind) => kind switch
    {
        nameof(MetricKind.Counter) => "count",
        nameof(MetricKind.Timer) => "timing",
        _ => kind.ToLowerInvariant(),
    };
}
