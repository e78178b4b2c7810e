
namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>The channels of WebSocket v2 this program subscribes to.</summary>
internal enum SocketChannel
{
    Trade,
    Book,
    Ohlc,
    Executions,
}
