using System.Net.WebSockets;
using System.Text;
using TradingBot.Exchanges.Connections;
using TradingBot.Worlds.Exchange;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds.Lines;

/// <summary>
/// A WebSocket between the process and the exchange: frames keep their order, may be lost, come twice or in pieces, and
/// the line may be cut or fall silent.
/// </summary>
internal sealed class SocketLine : WebSocket
{
    private readonly Process _process;
    private readonly KrakenModel _kraken;
    private readonly SocketPeer _peer;
    private readonly Queue<byte[]> _inbox = new();
    private TaskCompletionSource? _wanted;
    private TimeSpan _lastThere;
    private TimeSpan _lastBack;
    private int _read;
    private bool _isCut;
    private bool _isSilent;
    private WebSocketState _state = WebSocketState.Open;

    private SocketLine(Process process, KrakenModel kraken, bool isPrivate)
    {
        (_process, _kraken) = (process, kraken);
        _peer = kraken.Sockets.Connect(isPrivate, Send);
        if (Chaos.Happens(Fault.SocketCut))
            kraken.Time.After(Chaos.Between(1, 60), Cut);
        if (Chaos.Happens(Fault.SocketSilent))
            kraken.Time.After(Chaos.Between(1, 60), () => _isSilent = true);
    }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    private Chaos Chaos => _kraken.Chaos;

    /// <summary>Connects as <see cref="SocketConnector.To"/> does, in this world.</summary>
    public static Func<Uri, Func<CancellationToken, Task<WebSocket>>> Connector(Process process, KrakenModel kraken) =>
        address => async cancellation =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var cancelled = cancellation.Register(() => done.TrySetCanceled(cancellation));
            if (!process.IsDead)
                kraken.Time.After(kraken.Chaos.Between(0.02, 0.3), () => process.Hand(() => done.TrySetResult()));
            await done.Task.ConfigureAwait(false);
            var isPrivate = address.AbsolutePath.Contains("auth", StringComparison.Ordinal);
            if (kraken.Chaos.Happens(Fault.SocketRefused)
                || (isPrivate && kraken.Chaos.IsOn && kraken.Habits.RefusesAccountSocket))
                throw new SocketRefusedException(503, new WebSocketException("in this world"));
            return new SocketLine(process, kraken, isPrivate);
        };

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (_isCut)
            throw new WebSocketException("cut");
        if (_process.IsDead || _isSilent || Chaos.Happens(Fault.RequestLost))
            return default;
        var frame = buffer.ToArray();
        _kraken.Trace.Add(_kraken.Time.Now, "-->", _kraken.Trace.IsShown ? Encoding.UTF8.GetString(frame) : "");
        var way = Chaos.Between(0.005, 0.1);
        if (Chaos.Happens(Fault.RequestLate))
            way += Chaos.Between(2, 20);
        _lastThere = Later(_lastThere, way, () =>
        {
            if (_peer.IsConnected || way > 2) // what was on its way arrives, whatever became of the line
                _peer.Take(frame);
        });
        return default;
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
        Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_inbox.Count == 0)
        {
            if (_isCut)
                throw new WebSocketException("cut");
            var wanted = _wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var cancelled = cancellationToken.Register(() => wanted.TrySetCanceled(cancellationToken));
            await wanted.Task.ConfigureAwait(false);
        }

        var frame = _inbox.Peek();
        var most = Math.Min(frame.Length - _read, buffer.Length);
        var count = most > 1 && Chaos.Happens(Fault.FrameInPieces) ? 1 + Chaos.Below(most - 1) : most;
        frame.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        var isEnd = _read == frame.Length;
        if (isEnd)
        {
            _inbox.Dequeue();
            _read = 0;
        }

        return new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, isEnd);
    }

    public override void Abort()
    {
        _state = WebSocketState.Aborted;
        Cut();
    }

    public override void Dispose()
    {
        if (_peer.IsConnected)
            Cut();
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        throw new NotSupportedException("the client drops its connections");

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        throw new NotSupportedException("the client drops its connections");

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
        throw new NotSupportedException("the client reads into memory");

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        throw new NotSupportedException("the client sends from memory");

    /// <summary>The exchange sends a frame.</summary>
    private void Send(string json)
    {
        if (_isSilent || Chaos.Happens(Fault.FrameLost))
            return;
        var frame = Encoding.UTF8.GetBytes(json);
        var way = Chaos.Between(0.005, 0.1);
        if (Chaos.Happens(Fault.ReplyLate))
            way += Chaos.Between(1, 8);
        for (var copies = Chaos.Happens(Fault.FrameTwice) ? 2 : 1; copies > 0; copies--)
            _lastBack = Later(_lastBack, way, () => _process.Hand(() => Arrive(frame)));
    }

    private void Arrive(byte[] frame)
    {
        if (_isCut)
            return;
        _kraken.Trace.Add(_kraken.Time.Now, "<--", _kraken.Trace.IsShown ? Encoding.UTF8.GetString(frame) : "");
        _inbox.Enqueue(frame);
        _wanted?.TrySetResult();
    }

    private void Cut()
    {
        if (_isCut)
            return;
        _kraken.Sockets.Disconnect(_peer);
        _isCut = true;
        _process.Hand(() => _wanted?.TrySetResult());
    }

    /// <summary>Nothing overtakes what was sent before it.</summary>
    private TimeSpan Later(TimeSpan last, double seconds, Action action)
    {
        var at = _kraken.Time.Now + TimeSpan.FromSeconds(seconds);
        if (at < last)
            at = last;
        _kraken.Time.After(at - _kraken.Time.Now, action);
        return at;
    }
}
