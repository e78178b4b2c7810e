
namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>The channels of WebSocket v2 one can subscribe to.</summary>
internal enum SocketChannel
{
    Ticker,
    Trade,
    Ohlc,
    Book,
    Instrument,
    Executions,
    Balances,
}
