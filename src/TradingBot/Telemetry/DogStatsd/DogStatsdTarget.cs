using System.Globalization;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>Where DogStatsD listens: a host and port by UDP, or a unix datagram socket.</summary>
internal sealed record DogStatsdTarget
{
    public const int DefaultPort = 8125;

    /// <summary>
    /// Bytes of a datagram. By UDP what fits the usual frame of 1500 through tunnels, by a socket what the agent reads
    /// at once (its <c>dogstatsd_buffer_size</c>); both as in Datadog's clients.
    /// </summary>
    private const int UdpDatagram = 1432;
    private const int UnixDatagram = 8192;

    private DogStatsdTarget()
    {
    }

    /// <summary>Null for a unix socket.</summary>
    public string? Host { get; private init; }

    public int Port { get; private init; }

    /// <summary>Of the unix socket, or null.</summary>
    public string? Path { get; private init; }

    public int DatagramLength => Path is null ? UdpDatagram : UnixDatagram;

    /// <summary>The word for it in the client's own metrics.</summary>
    public string Transport => Path is null ? "udp" : "uds";

    public static DogStatsdTarget Udp(string host, int port) => new() { Host = host, Port = port };

    public static DogStatsdTarget Unix(string path) => new() { Path = path };

    public override string ToString() => Path is null
        ? string.Create(CultureInfo.InvariantCulture, $"statsd://{Host}:{Port}")
        : $"unix://{Path}";
}
