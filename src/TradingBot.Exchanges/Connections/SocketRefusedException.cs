namespace TradingBot.Exchanges.Connections;

/// <summary>The server answered the upgrade to a WebSocket with an HTTP status.</summary>
public sealed class SocketRefusedException(int status, Exception? cause = null)
    : Exception($"the upgrade was answered with HTTP {status}", cause)
{
    public int Status { get; } = status;

    /// <summary>401, 403 and 404 will not change by trying again.</summary>
    public bool IsFinal => Status is 401 or 403 or 404;
}
