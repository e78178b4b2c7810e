using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingBot.Tests.Telemetry;

/// <summary>Receives datagrams on loopback: a port of its own, or a unix socket.</summary>
internal sealed class StatsdReceiver : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60); // ends a test that hangs, decides nothing

    private readonly Socket _socket;

    private StatsdReceiver(EndPoint end)
    {
        _socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Unspecified);
        _socket.Bind(end);
        _socket.ReceiveBufferSize = 1 << 20;
        Port = (_socket.LocalEndPoint as IPEndPoint)?.Port ?? 0;
    }

    /// <summary>By UDP; of nobody once this is disposed of.</summary>
    public int Port { get; }

    public static StatsdReceiver OnUdp() => new(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>The port of another one, at another of loopback's addresses.</summary>
    public static StatsdReceiver BesideUdp(StatsdReceiver other, IPAddress address) =>
        new(new IPEndPoint(address, other.Port));

    public static StatsdReceiver OnUnix(string path) => new(new UnixDomainSocketEndPoint(path));

    /// <summary>The next datagram.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[65536];
        using var guard = new CancellationTokenSource(Guard);
        return Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, guard.Token));
    }

    /// <summary>All lines up to one with this in it, and those of its datagram.</summary>
    public async Task<List<string>> LinesUntilAsync(string part)
    {
        var lines = new List<string>();
        do
            lines.AddRange((await ReceiveAsync()).Split('\n'));
        while (!lines.Exists(line => line.Contains(part, StringComparison.Ordinal)));
        return lines;
    }

    /// <summary>What has arrived by now, each datagram.</summary>
    public List<string> Arrived()
    {
        var buffer = new byte[65536];
        var datagrams = new List<string>();
        while (_socket.Poll(0, SelectMode.SelectRead))
            datagrams.Add(Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer)));
        return datagrams;
    }

    public void Dispose() => _socket.Dispose();
}
