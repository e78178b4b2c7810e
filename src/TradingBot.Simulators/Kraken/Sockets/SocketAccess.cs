using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>Checks the token of a private request.</summary>
internal static class SocketAccess
{
    /// <exception cref="KrakenRefusal">Another endpoint, no token, or one that is over.</exception>
    public static void Check(Exchange exchange, SocketConnection connection, SocketRequest request)
    {
        if (!connection.Endpoint.IsPrivate)
            throw new KrakenRefusal("Unsupported event");
        var token = request.Text("token") ?? throw new KrakenRefusal("Token(s) not found");
        var isInUse = connection.Token == token && connection.Subscriptions.Count > 0;
        if (!isInUse && !exchange.Tokens.IsGood(token, exchange.Now))
            throw new KrakenRefusal("ESession:Invalid session");
        connection.Token = token;
    }
}
