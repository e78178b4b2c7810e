using System.Net.Sockets;
using System.Text;

namespace TradingBot.Tests.Supervision;

/// <summary>The supervisor's end: a datagram socket in the abstract name space, or at a path.</summary>
internal sealed class SupervisorSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public SupervisorSocket(string? path = null)
    {
        Address = path ?? $"@tradingbot-test-{Guid.NewGuid():N}";
        _socket.Bind(new UnixDomainSocketEndPoint(path ?? '\0' + Address[1..]));
        _socket.ReceiveTimeout = 60_000; // ends a test that hangs, decides nothing
    }

    /// <summary>For <c>NOTIFY_SOCKET</c>.</summary>
    public string Address { get; }

    public bool HasMore => _socket.Available > 0;

    /// <summary>Waits for the next datagram.</summary>
    public string Next()
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer));
    }

    /// <summary>Waits for one that begins so, and drops what comes before.</summary>
    public string Next(string beginning)
    {
        while (true)
        {
            var datagram = Next();
            if (datagram.StartsWith(beginning, StringComparison.Ordinal))
                return datagram;
        }
    }

    /// <summary>All that have come so far.</summary>
    public List<string> All()
    {
        var datagrams = new List<string>();
        while (HasMore)
            datagrams.Add(Next());
        return datagrams;
    }

    public void Dispose() => _socket.Dispose();
}
