using System.Net.Sockets;
using System.Text;

namespace TradingBot.Supervision;

/// <summary>
/// Informs systemd, or whatever else set <c>NOTIFY_SOCKET</c>, how the program is: one datagram a message, as
/// sd_notify(3) describes them. Never waits: a message that cannot be sent at once is lost, and the sender gets that
/// answer.
/// </summary>
internal sealed class NotifySocket : IDisposable
{
    public const string Variable = "NOTIFY_SOCKET";

    private readonly Socket _socket;
    private readonly UnixDomainSocketEndPoint _supervisor;

    private NotifySocket(string address)
    {
        // '@' stands for the zero byte with which an abstract address begins.
        _supervisor = new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>To the supervisor, or null without one.</summary>
    /// <param name="environment">The value of a variable, or null.</param>
    public static NotifySocket? Open(Func<string, string?> environment) =>
        environment(Variable) is ['/' or '@', _, ..] address && !OperatingSystem.IsWindows()
            ? new NotifySocket(address)
            : null;

    /// <returns>False when it could not be sent at once.</returns>
    public bool Send(params ReadOnlySpan<string> assignments)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', assignments)), _supervisor);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false; // the supervisor is busy, or gone, or the program is over
        }
    }

    public void Dispose() => _socket.Dispose();
}
