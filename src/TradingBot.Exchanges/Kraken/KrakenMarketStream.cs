using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Exchanges.Kraken;

/// <summary>One pair over Kraken's public WebSocket: its trades, and its book with checked sums.</summary>
internal sealed partial class KrakenMarketStream : IMarketStream
{
    private readonly KrakenPair _pair;
    private readonly IMarketListener _listener;
    private readonly ILogger<KrakenMarketStream> _log;
    private readonly KrakenSocket _socket;
    private readonly Lock _bookGuard = new();
    private readonly LiveBook _book;
    private readonly Subscription _bookChannel;
    private readonly Subscription _tradeChannel;
    private volatile bool _hasTrades;

    /// <param name="pair">The pair to follow.</param>
    /// <param name="depth">Levels of the order book, one of those Kraken offers: 10, 25, 100, 500, 1000.</param>
    /// <param name="connect">Makes the public connection that hands its messages to the given receiver.</param>
    /// <param name="listener">Gets the trades.</param>
    /// <param name="log">Changes of state.</param>
    public KrakenMarketStream(
        KrakenPair pair,
        int depth,
        Func<Action<SocketMessage>, KrakenSocket> connect,
        IMarketListener listener,
        ILogger<KrakenMarketStream> log)
    {
        (_pair, _listener, _log) = (pair, listener, log);
        _socket = connect(Receive);
        _bookChannel = Subscription.Book(pair.Names.Socket, depth);
        _tradeChannel = Subscription.Trades(pair.Names.Socket);
        _book = new LiveBook(depth, pair.Instrument.PriceDecimals, pair.Instrument.VolumeDecimals);
    }

    public ConnectionState Connection => _socket.State;

    public bool HasTrades => _hasTrades;

    public bool TryShowBook(Action<OrderBook> look)
    {
        lock (_bookGuard)
        {
            if (!_book.IsLive)
                return false;
            look(_book.Book);
            return true;
        }
    }

    public void DistrustTrades() => _socket.Distrust(_tradeChannel);

    public Task RunAsync(CancellationToken cancellation)
    {
        _socket.Subscribe(_tradeChannel);
        _socket.Subscribe(_bookChannel);
        return _socket.RunAsync(cancellation);
    }

    /// <summary>Takes a message of the socket, on the receiving thread.</summary>
    internal void Receive(SocketMessage message)
    {
        switch (message)
        {
            case SocketMessage.Trades trades:
                Receive(trades);
                break;
            case SocketMessage.Book book:
                Receive(book.Updates);
                break;
            case SocketMessage.Acknowledged { Value.TimeOut: { } sentAt }:
                _listener.Stamped(sentAt);
                break;
            case SocketMessage.Disconnected:
                _hasTrades = false;
                lock (_bookGuard)
                    _book.Lost();
                break;
            case SocketMessage.SubscriptionRefused refused:
                Refused(refused.Subscription.ChannelWord, refused.Error.Text);
                break;
        }
    }

    private void Receive(SocketMessage.Trades message)
    {
        var trades = message.Rows.Where(row => row.Symbol == _pair.Names.Socket).Select(row => row.Trade).ToArray();
        _hasTrades = true;
        _listener.Traded(trades, _socket.FrameReceivedAt);
        if (!message.IsSnapshot && trades.Length > 0)
            _listener.Stamped(trades[^1].Time);
    }

    private void Receive(BookUpdates updates)
    {
        lock (_bookGuard)
        {
            for (var i = 0; i < updates.Count; i++)
            {
                if (updates[i].Symbol != _pair.Names.Socket)
                    continue;
                if (!updates.IsSnapshot)
                    _listener.Stamped(updates[i].Timestamp);
                if (_book.Apply(updates[i], updates.IsSnapshot) == BookChange.Mismatch)
                {
                    Mismatch(_book.Mismatches);
                    _socket.Counters.CountMismatch();
                    _socket.Distrust(_bookChannel);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order book checksum mismatch ({Count} so far); requesting a "
        + "new snapshot")]
    private partial void Mismatch(long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken refuses the {Channel} subscription: {Reason}")]
    private partial void Refused(string channel, string reason);
}
