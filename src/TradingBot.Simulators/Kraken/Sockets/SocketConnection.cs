using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// A client's WebSocket. Sending never waits: messages go to a queue, and a client that lets it fill up is dropped.
/// </summary>
internal sealed class SocketConnection(WebSocket socket, SocketEndpoint endpoint, TimeProvider time)
{
    private const int LongestQueue = 50_000;
    private const int LongestMessage = 1 << 20;

    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(LongestQueue) { SingleReader = true });

    private long _lastSent = time.GetTimestamp();

    /// <summary>What the address it came to serves.</summary>
    public SocketEndpoint Endpoint => endpoint;

    public List<Subscription> Subscriptions { get; } = [];

    /// <summary>The token of a private subscription: stays good while this connection lives.</summary>
    public string? Token { get; set; }

    /// <summary>Set by a fault: nothing more is sent.</summary>
    public bool IsSilent { get; set; }

    public TimeSpan SinceLastSent => time.GetElapsedTime(_lastSent);

    public void Send(JsonNode message)
    {
        if (IsSilent)
            return;
        _lastSent = time.GetTimestamp();
        if (!_outgoing.Writer.TryWrite(Encoding.UTF8.GetBytes(Wire.Json(message))))
            Abort();
    }

    /// <summary>Breaks the connection without a goodbye.</summary>
    public void Abort()
    {
        _outgoing.Writer.TryComplete();
        socket.Abort();
    }

    /// <summary>Passes messages on until either side ends the connection.</summary>
    /// <param name="receive">Gets every message's bytes; empty for those that are not text.</param>
    /// <param name="stop">Ends the connection.</param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, Task> receive, CancellationToken stop)
    {
        var sending = SendAllAsync(stop);
        try
        {
            while (await ReceiveAsync(stop) is { } message)
                await receive(message);
            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
        }
        catch (Exception ended) when (
            ended is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // how a connection ends is the client's business
        }

        _outgoing.Writer.TryComplete();
        await sending;
    }

    private async Task SendAllAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(stop))
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, stop);
        }
        catch (Exception ended) when (
            ended is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // the receiving side sees it too and ends the connection
        }
    }

    /// <summary>A whole message; null when the client closes or sends one beyond all reason.</summary>
    private async Task<byte[]?> ReceiveAsync(CancellationToken stop)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        while (whole.Length <= LongestMessage)
        {
            var received = await socket.ReceiveAsync(part.AsMemory(), stop);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            whole.Write(part, 0, received.Count);
            if (received.EndOfMessage)
                return received.MessageType == WebSocketMessageType.Text ? whole.ToArray() : [];
        }

        return null;
    }
}
