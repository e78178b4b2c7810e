using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Hosting;

/// <summary>Follows a market by Kraken's public WebSocket; what that leaves out is fetched by REST.</summary>
internal sealed partial class SocketFeed : IMarketFeed
{
    /// <summary>How often the tape is looked at for something to ask.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly KrakenPair _pair;
    private readonly CandleTape _tape;
    private readonly TimeProvider _time;
    private readonly ILogger<SocketFeed> _log;
    private readonly KrakenSocket _socket;
    private readonly Lock _bookGuard = new();
    private readonly LiveBook _book;
    private readonly Subscription _bookChannel;
    private readonly Subscription _tradeChannel;
    private volatile bool _hasTrades;

    /// <param name="pair">The pair to follow.</param>
    /// <param name="tape">Gets the trades.</param>
    /// <param name="depth">Levels of the order book, one of those Kraken offers: 10, 25, 100, 500, 1000.</param>
    /// <param name="connect">Makes the public connection that hands its messages to the given receiver.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Changes of state.</param>
    public SocketFeed(
        KrakenPair pair,
        CandleTape tape,
        int depth,
        Func<Action<SocketMessage>, KrakenSocket> connect,
        TimeProvider time,
        ILogger<SocketFeed> log)
    {
        (_pair, _tape, _time, _log) = (pair, tape, time, log);
        _socket = connect(Receive);
        _bookChannel = Subscription.Book(pair.Names.Socket, depth);
        _tradeChannel = Subscription.Trades(pair.Names.Socket);
        _book = new LiveBook(depth, pair.Instrument.PriceDecimals, pair.Instrument.VolumeDecimals);
    }

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

    public async Task RunAsync(CancellationToken cancellation)
    {
        _socket.Subscribe(_tradeChannel);
        _socket.Subscribe(_bookChannel);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asking = AskWhenDueAsync(ended.Token);
        try
        {
            await _socket.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await asking.ConfigureAwait(false);
        }
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
                _tape.Clock.Observe(sentAt);
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
        _tape.Accept(trades);
        if (!message.IsSnapshot && trades.Length > 0)
            _tape.Clock.Observe(trades[^1].Time);
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
                    _tape.Clock.Observe(updates[i].Timestamp);
                if (_book.Apply(updates[i], updates.IsSnapshot) == BookChange.Mismatch)
                {
                    Mismatch(_book.Mismatches);
                    _socket.Counters.CountMismatch();
                    _socket.Distrust(_bookChannel);
                }
            }
        }
    }

    private async Task AskWhenDueAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                if (!_tape.IsQuestionDue)
                    continue;
                var answer = await _tape.AskAsync(cancellation).ConfigureAwait(false);
                if (answer == TapeAnswer.ChannelIsBehind && _hasTrades)
                {
                    ChannelIsSilent();
                    _socket.Distrust(_tradeChannel);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "REST has trades that the trade channel did not bring; subscribing to it again")]
    private partial void ChannelIsSilent();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order book checksum mismatch ({Count} so far); asking anew")]
    private partial void Mismatch(long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken refuses the {Channel} subscription: {Reason}")]
    private partial void Refused(string channel, string reason);
}
