using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>One connection of a capture: some pairs that share a socket.</summary>
internal sealed partial class KrakenCaptureLine
{
    private readonly int _number;
    private readonly List<KrakenCapturedPair> _pairs;
    private readonly Dictionary<string, KrakenCapturedPair> _bySymbol;
    private readonly List<Trade> _trades = [];
    private readonly ICaptureListener _listener;
    private readonly ILogger<KrakenCaptureLine> _log;
    private readonly KrakenSocket _socket;
    private string _refusal = "";

    /// <param name="number">Its place among the connections of the capture.</param>
    /// <param name="pairs">Those that share it.</param>
    /// <param name="sockets">Make the connection.</param>
    /// <param name="listener">Gets everything.</param>
    /// <param name="log">Changes of state.</param>
    public KrakenCaptureLine(
        int number,
        List<KrakenCapturedPair> pairs,
        KrakenSockets sockets,
        ICaptureListener listener,
        ILogger<KrakenCaptureLine> log)
    {
        (_number, _pairs, _listener, _log) = (number, pairs, listener, log);
        _bySymbol = pairs.ToDictionary(pair => pair.Symbol);
        Markets = [.. pairs.Select(pair => pair.Market)];
        _socket = sockets.Shared($"capture {number + 1}", Receive, message => listener.Received(number, message));
    }

    public ConnectionState State => _socket.State;

    public IReadOnlyList<CapturedMarket> Markets { get; }

    /// <exception cref="FeedFailedException">The exchange refuses the connection for good.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Trades is { } trades)
                _socket.Subscribe(trades);
            if (pair.Book is { } book)
                _socket.Subscribe(book);
            if (pair.Candles is { } candles)
                _socket.Subscribe(candles);
        }

        await _socket.RunAsync(cancellation).ConfigureAwait(false);
        if (!cancellation.IsCancellationRequested)
            throw new FeedFailedException($"Kraken refuses connection {_number + 1} for good: {_refusal}");
    }


    public bool TryShowBook(Instrument instrument, Action<OrderBook> look) => Of(instrument).TryShowBook(look);

    public void RenewBook(Instrument instrument)
    {
        if (Of(instrument).Book is { } book)
            _socket.Distrust(book);
    }

    /// <summary>One of its pairs.</summary>
    public KrakenCapturedPair Of(Instrument instrument) =>
        _pairs.Find(pair => pair.Instrument.Symbol == instrument.Symbol)
        ?? throw new InvalidOperationException($"{instrument.Symbol} is not captured on connection {_number}");

    private void Receive(SocketMessage message)
    {
        switch (message)
        {
            case SocketMessage.Trades trades:
                Receive(trades.Rows);
                break;
            case SocketMessage.Book book:
                Receive(book.Updates);
                break;
            case SocketMessage.Candles candles:
                Receive(candles.Rows);
                break;
            case SocketMessage.Connected:
                _listener.Connected(_number);
                break;
            case SocketMessage.Disconnected lost:
                foreach (var pair in _pairs)
                    pair.Lost();
                _listener.Disconnected(_number, lost.Reason);
                break;
            case SocketMessage.SubscriptionRefused refused:
                Refuse(refused);
                break;
            case SocketMessage.Stopped stopped:
                _refusal = stopped.Reason;
                break;
            case SocketMessage.Malformed malformed:
                _listener.NotUnderstood(_number, malformed.Reason);
                break;
        }
    }

    private void Receive(TradeRow[] rows)
    {
        for (var i = 0; i < rows.Length;)
        {
            var symbol = rows[i].Symbol;
            _trades.Clear();
            for (; i < rows.Length && rows[i].Symbol == symbol; i++)
                _trades.Add(rows[i].Trade);
            if (_bySymbol.TryGetValue(symbol, out var pair))
                _listener.Traded(_number, pair.Instrument, _trades.ToArray());
        }
    }

    private void Receive(CandleRow[] rows)
    {
        foreach (var symbol in rows.Select(row => row.Symbol).Distinct())
        {
            if (_bySymbol.TryGetValue(symbol, out var pair))
                _listener.CandlesChanged(_number, pair.Instrument);
        }
    }

    private void Receive(BookUpdates updates)
    {
        for (var i = 0; i < updates.Count; i++)
        {
            if (!_bySymbol.TryGetValue(updates[i].Symbol, out var pair))
                continue;
            var state = pair.Apply(updates[i], updates.IsSnapshot);
            if (state == CapturedBook.Mismatch)
            {
                Mismatch(pair.Symbol);
                _socket.Counters.CountMismatch();
                _socket.Distrust(pair.Book!);
            }

            _listener.BookChanged(_number, pair.Instrument, state, updates[i].Timestamp);
        }
    }

    private void Refuse(SocketMessage.SubscriptionRefused refused)
    {
        var (channel, symbol) = (refused.Subscription.ChannelWord, refused.Subscription.Symbol);
        Refused(channel, symbol, refused.Error.Text);
        if (_bySymbol.TryGetValue(symbol, out var pair))
            _listener.Refused(_number, pair.Instrument, PartOf(refused.Subscription.Channel), refused.Error.Text);
    }

    private static CapturedPart PartOf(SocketChannel channel) => channel switch
    {
        SocketChannel.Book => CapturedPart.Book,
        SocketChannel.Trade => CapturedPart.Trades,
        SocketChannel.Ohlc => CapturedPart.Candles,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: order book checksum mismatch; requesting a new "
        + "snapshot")]
    private partial void Mismatch(string symbol);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken refuses the {Channel} subscription of {Symbol}: {Reason}")]
    private partial void Refused(string channel, string symbol, string reason);
}
