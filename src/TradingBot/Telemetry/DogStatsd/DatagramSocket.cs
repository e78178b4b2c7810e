using System.Net;
using System.Net.Sockets;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// A datagram socket that never waits for its receiver: what cannot go at once does not go. Opened with the first
/// datagram; a host that is not found, or a socket that is not there, is tried again after a pause. Of one task.
/// </summary>
/// <param name="target">Where it leads.</param>
/// <param name="resolve">Finds the addresses of a host.</param>
/// <param name="time">For the pause.</param>
internal sealed class DatagramSocket(
    DogStatsdTarget target, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private Socket? _socket;
    private long? _failedAt;

    /// <returns>False: it is lost.</returns>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellation)
    {
        try
        {
            _socket ??= await OpenAsync(cancellation).ConfigureAwait(false);
            return _socket is not null && _socket.Send(datagram.Span, SocketFlags.None) == datagram.Length;
        }
        catch (ArgumentException)
        {
            return false; // a host's name that can be none
        }
        catch (SocketException failure)
        {
            // A full socket is a slow receiver. On UDP a refusal is about the datagram before, and the next may arrive;
            // an agent that was started again has another unix socket in the place of its old one.
            if (failure.SocketErrorCode != SocketError.WouldBlock && target.Path is not null)
                Dispose();
            return false;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket?> OpenAsync(CancellationToken cancellation)
    {
        if (_failedAt is { } before && time.GetElapsedTime(before) < Pause)
            return null;
        _failedAt = time.GetTimestamp();
        var socket = await target.ConnectAsync(resolve, cancellation).ConfigureAwait(false);
        _failedAt = null;
        return socket;
    }
}
