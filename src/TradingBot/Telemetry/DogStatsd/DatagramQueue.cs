using System.Buffers;
using System.Threading.Channels;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// Datagrams on their way from the meters to the socket: bounded; what does not fit is counted and lost. One
/// task sends.
/// </summary>
internal sealed class DatagramQueue : IAsyncDisposable
{
    /// <summary>Datagrams: a second of a very talkative session, 1 MB at most.</summary>
    public const int Length = 128;

    /// <summary>How long the end of a session waits for the last datagrams.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Channel<ArraySegment<byte>> _waiting =
        Channel.CreateBounded<ArraySegment<byte>>(new BoundedChannelOptions(Length) { SingleReader = true });

    private readonly DatagramSocket _socket;
    private readonly ClientCounters _counters;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;

    public DatagramQueue(DatagramSocket socket, ClientCounters counters, TimeProvider time)
    {
        (_socket, _counters, _time) = (socket, counters, time);
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Takes a copy; never waits.</summary>
    public void Put(ReadOnlySpan<byte> datagram)
    {
        var copy = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(copy);
        if (_waiting.Writer.TryWrite(new ArraySegment<byte>(copy, 0, datagram.Length)))
            return;
        ArrayPool<byte>.Shared.Return(copy);
        _counters.CountDroppedByQueue(datagram.Length);
    }

    /// <summary>Sends what is waiting, for a second at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        using var farewell = _time.CreateTimer(_ => _stop.Cancel(), null, Farewell, Timeout.InfiniteTimeSpan);
        await _sending.ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task SendAsync()
    {
        await foreach (var datagram in _waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (await TrySendAsync(datagram).ConfigureAwait(false))
                _counters.CountSent(datagram.Count);
            else
                _counters.CountDroppedByWriter(datagram.Count);
            ArrayPool<byte>.Shared.Return(datagram.Array!);
        }
    }

    private async Task<bool> TrySendAsync(ArraySegment<byte> datagram)
    {
        try
        {
            return !_stop.IsCancellationRequested
                && await _socket.TrySendAsync(datagram, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
