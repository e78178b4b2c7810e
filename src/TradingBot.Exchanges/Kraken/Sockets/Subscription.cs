
namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>What one subscribes to. Two are the same when an unsubscribe for one would end the other.</summary>
internal sealed record Subscription
{
    private Subscription(SocketChannel channel, string symbol = "", int depth = 0, int minutes = 0)
    {
        Channel = channel;
        Symbol = symbol;
        Depth = depth;
        Minutes = minutes;
    }

    /// <summary>All instruments; changes as they happen.</summary>
    public static Subscription Instrument { get; } = new(SocketChannel.Instrument);

    /// <summary>Our orders and fills.</summary>
    public static Subscription Executions { get; } = new(SocketChannel.Executions);

    /// <summary>Our balances.</summary>
    public static Subscription Balances { get; } = new(SocketChannel.Balances);

    public SocketChannel Channel { get; }

    /// <summary>As <c>BTC/USD</c>; empty for channels without one.</summary>
    public string Symbol { get; }

    /// <summary>Of a book; else 0.</summary>
    public int Depth { get; }

    /// <summary>Of a candle; else 0.</summary>
    public int Minutes { get; }

    public bool IsPrivate => Channel is SocketChannel.Executions or SocketChannel.Balances;

    /// <summary>Kraken's word for the channel.</summary>
    public string ChannelWord => Channel.ToString().ToLowerInvariant();

    public static Subscription Ticker(string symbol) => new(SocketChannel.Ticker, symbol);

    public static Subscription Trades(string symbol) => new(SocketChannel.Trade, symbol);

    public static Subscription Candles(string symbol, int minutes) => new(SocketChannel.Ohlc, symbol, minutes: minutes);

    /// <param name="symbol">As <c>BTC/USD</c>.</param>
    /// <param name="depth">10, 25, 100, 500 or 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another depth.</exception>
    public static Subscription Book(string symbol, int depth) => depth is 10 or 25 or 100 or 500 or 1000
        ? new Subscription(SocketChannel.Book, symbol, depth: depth)
        : throw new ArgumentOutOfRangeException(nameof(depth), depth, "a book has 10, 25, 100, 500 or 1000 levels");

    /// <summary>True when data of this channel, symbol and interval belongs to the subscription.</summary>
    public bool Covers(SocketChannel channel, string symbol, int minutes) =>
        Channel == channel && (Symbol.Length == 0 || Symbol == symbol) && (Minutes == 0 || Minutes == minutes);
}
