using System.Net;
using System.Net.WebSockets;

namespace TradingBot.Exchanges.Connections;

/// <summary>Opens WebSockets to one address.</summary>
public static class SocketConnector
{
    /// <summary>A function that connects, for a connection that is kept up.</summary>
    /// <exception cref="SocketRefusedException">The server answered the upgrade with a status of its own.</exception>
    public static Func<CancellationToken, Task<WebSocket>> To(Uri address) => async cancellation =>
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        // Kraken watches for frames, not for protocol pings; ours are requests.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        try
        {
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (WebSocketException failure)
            when (socket.HttpStatusCode is not 0 and not HttpStatusCode.SwitchingProtocols)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw new SocketRefusedException(status, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    };
}
