using System.Globalization;
using System.Net;
using System.Net.Sockets;

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

    /// <summary>True where the address has to be looked up, and may be another one later.</summary>
    public bool IsNamed => Host is not null && !IPAddress.TryParse(Host, out _);

    public int DatagramLength => Path is null ? UdpDatagram : UnixDatagram;

    /// <summary>The word for it in the client's own metrics.</summary>
    public string Transport => Path is null ? "udp" : "uds";

    public static DogStatsdTarget Udp(string host, int port) => new() { Host = host, Port = port };

    public static DogStatsdTarget Unix(string path) => new() { Path = path };

    /// <summary>A socket to it that never waits.</summary>
    /// <param name="resolve">Finds the addresses of a host, one at least.</param>
    /// <param name="choice">Which of several; the one after the last is the first.</param>
    /// <param name="cancellation">Ends the search for them.</param>
    /// <exception cref="SocketException">No such host, or no such unix socket.</exception>
    public async Task<Socket> ConnectAsync(
        Func<string, CancellationToken, Task<IPAddress[]>> resolve, int choice, CancellationToken cancellation)
    {
        var end = Path is not null
            ? new UnixDomainSocketEndPoint(Path)
            : await AddressAsync(resolve, choice, cancellation).ConfigureAwait(false);
        var socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(end);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<EndPoint> AddressAsync(
        Func<string, CancellationToken, Task<IPAddress[]>> resolve, int choice, CancellationToken cancellation)
    {
        var addresses = await resolve(Host!, cancellation).ConfigureAwait(false);
        return new IPEndPoint(addresses[choice % addresses.Length], Port);
    }

    public override string ToString() => Path is null
        ? string.Create(CultureInfo.InvariantCulture, $"statsd://{Host}:{Port}")
        : $"unix://{Path}";
}
