using System.Net;
using System.Net.Sockets;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// A datagram socket that never waits for its receiver: what cannot go at once does not go. Opened with the first
/// datagram; a host that is not found, or a socket that is not there, is tried again after a pause. The address of a
/// host is looked up again every five minutes, as an agent in a container moves, and where one refuses the host's next
/// is taken. Of one task.
/// </summary>
/// <param name="target">Where it leads.</param>
/// <param name="resolve">Finds the addresses of a host.</param>
/// <param name="time">For the pause.</param>
internal sealed class DatagramSocket(
    DogStatsdTarget target, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AddressLifetime = TimeSpan.FromMinutes(5);

    private Socket? _socket;
    private long? _triedAt;
    private int _choice;

    /// <returns>False: it is lost.</returns>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellation)
    {
        try
        {
            if (_socket is null || (target.IsNamed && HasPassed(AddressLifetime)))
                await OpenAsync(cancellation).ConfigureAwait(false);
            return _socket is not null && _socket.Send(datagram.Span, SocketFlags.None) == datagram.Length;
        }
        catch (ArgumentException)
        {
            return false; // a host's name that can be none
        }
        catch (SocketException failure)
        {
            Consider(failure.SocketErrorCode);
            return false;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>What a failed sending says about the socket. A full one is a slow receiver and stays.</summary>
    private void Consider(SocketError error)
    {
        if (error == SocketError.WouldBlock)
            return;
        // An agent that was started again has another unix socket in the place of its old one. On UDP a refusal is
        // about the datagram before, and the next may arrive; after a while, another address may have the agent.
        if (target.Path is not null)
        {
            Dispose();
        }
        else if (target.IsNamed && HasPassed(Pause))
        {
            Dispose();
            _choice++;
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (!HasPassed(Pause))
            return;
        _triedAt = time.GetTimestamp();
        try
        {
            var socket = await target.ConnectAsync(resolve, _choice, cancellation).ConfigureAwait(false);
            Dispose();
            _socket = socket;
        }
        catch (SocketException)
        {
            _choice++; // a machine without IPv6 cannot even begin to reach an address of it
            if (_socket is null)
                throw;
            // Names cannot be resolved now; the address known from before may well be right.
        }
    }

    /// <summary>Since it was last tried to open it.</summary>
    private bool HasPassed(TimeSpan span) => _triedAt is not { } before || time.GetElapsedTime(before) >= span;
}
