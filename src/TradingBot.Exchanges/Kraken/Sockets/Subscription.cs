
namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>What one subscribes to. Two are the same when an unsubscribe for one would end the other.</summary>
internal sealed record Subscription
{
    private Subscription(SocketChannel channel, string symbol = "", int depth = 0)
    {
        Channel = channel;
        Symbol = symbol;
        Depth = depth;
    }

    /// <summary>Our orders and fills.</summary>
    public static Subscription Executions { get; } = new(SocketChannel.Executions);

    public SocketChannel Channel { get; }

    /// <summary>As <c>BTC/USD</c>; empty for channels without one.</summary>
    public string Symbol { get; }

    /// <summary>Of a book; else 0.</summary>
    public int Depth { get; }

    /// <summary>Of candles, minutes; else 0.</summary>
    public int Interval { get; private init; }

    public bool IsPrivate => Channel == SocketChannel.Executions;

    /// <summary>Kraken's word for the channel.</summary>
    public string ChannelWord => Channel.ToString().ToLowerInvariant();

    public static Subscription Trades(string symbol) => new(SocketChannel.Trade, symbol);

    /// <param name="symbol">As <c>BTC/USD</c>.</param>
    /// <param name="depth">10, 25, 100, 500 or 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another depth.</exception>
    public static Subscription Book(string symbol, int depth) => depth is 10 or 25 or 100 or 500 or 1000
        ? new Subscription(SocketChannel.Book, symbol, depth)
        : throw new ArgumentOutOfRangeException(nameof(depth), depth, "a book has 10, 25, 100, 500 or 1000 levels");

    /// <param name="symbol">As <c>BTC/USD</c>.</param>
    /// <param name="minutes">Those of REST's OHLC.</param>
    public static Subscription Candles(string symbol, int minutes) =>
        new(SocketChannel.Ohlc, symbol) { Interval = minutes };

    /// <summary>True when data of this channel and symbol belongs to the subscription.</summary>
    public bool Covers(SocketChannel channel, string symbol) =>
        Channel == channel && (Symbol.Length == 0 || Symbol == symbol);
}
