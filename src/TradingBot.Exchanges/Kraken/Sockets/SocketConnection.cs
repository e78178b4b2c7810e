using System.Net.WebSockets;
using System.Threading.Channels;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// One open WebSocket: puts frames together from their pieces, and sends one frame after the other from a bounded
/// queue.
/// </summary>
internal sealed class SocketConnection(WebSocket socket) : IDisposable
{
    /// <summary>
    /// Larger than any frame Kraken sends (all instruments: about 1 MB); what is larger is read past.
    /// </summary>
    public const int MaxFrameBytes = 16 * 1024 * 1024;

    /// <summary>
    /// A frame in more pieces, or of more bytes than this many times <see cref="MaxFrameBytes"/>, has no end.
    /// </summary>
    private const int MaxPieces = 100_000;

    private const int MaxTimesTooLarge = 4;
    private const int QueueLength = 256;

    private readonly Channel<SocketRequest> _outgoing = Channel.CreateBounded<SocketRequest>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>Why the server closed, once <see cref="ReceiveAsync"/> has returned null.</summary>
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    /// <returns>False when the queue is full: nothing will be sent.</returns>
    public bool TrySend(SocketRequest request) => _outgoing.Writer.TryWrite(request);

    /// <summary>Sends until cancelled or broken; ends with an exception of the socket.</summary>
    public async Task SendAllAsync(CancellationToken cancellation)
    {
        await foreach (var request in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (request.TryLeave())
                // Not cancellable: half a frame would end the connection anyway.
                await socket.SendAsync(request.Frame, WebSocketMessageType.Text, true, CancellationToken.None)
                    .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The next whole frame, valid until the next call; empty for one that was too large; null when closed.
    /// </summary>
    /// <exception cref="IOException">The frame does not end.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, also in a flood of pieces.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellation)
    {
        var (length, isTooLarge) = (0, false);
        var (pieces, bytes) = (0, 0L);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (length == _buffer.Length)
                (length, isTooLarge) = MakeRoom(length, isTooLarge);
            var piece = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (piece.MessageType == WebSocketMessageType.Close)
                return null;
            length += piece.Count;
            bytes += piece.Count;
            if (++pieces > MaxPieces || bytes > MaxTimesTooLarge * (long)MaxFrameBytes)
                throw new IOException($"a frame without an end: {pieces} pieces, {bytes} bytes");
            if (piece.EndOfMessage)
                return isTooLarge ? ReadOnlyMemory<byte>.Empty : _buffer.AsMemory(0, length);
        }
    }

    public void Abort() => socket.Abort();

    public void Dispose()
    {
        _outgoing.Writer.TryComplete();
        socket.Dispose();
    }

    // Beyond the limit the pieces overwrite each other until the frame ends.
    private (int Length, bool IsTooLarge) MakeRoom(int length, bool isTooLarge)
    {
        if (isTooLarge || _buffer.Length >= MaxFrameBytes)
            return (0, true);
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxFrameBytes));
        return (length, false);
    }
}
