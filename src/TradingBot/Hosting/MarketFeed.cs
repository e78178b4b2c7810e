using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Hosting;

/// <summary>
/// Turns Kraken's public messages into engine events: trades whole and in order, and the exchange's clock. The clock is
/// passed on only while the tape is known to be whole, because it closes candles: not while disconnected, nor while
/// missing trades are being fetched.
/// </summary>
internal sealed partial class MarketFeed
{
    /// <summary>
    /// What the exchange has stamped has been sent, so trades before it have arrived but for the ways of its channels.
    /// </summary>
    public static readonly TimeSpan StampGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// In a quiet market the exchange's clock as we reckon it counts, this much before the last frame, heartbeats
    /// included: a line on which nothing comes at all may be dead, and then nothing is known.
    /// </summary>
    public static readonly TimeSpan SilentGrace = TimeSpan.FromSeconds(3);

    private const int BookDepth = 100;

    private readonly KrakenPair _pair;
    private readonly TradeBackfill _backfill;
    private readonly ChannelWriter<EngineEvent> _events;
    private readonly TimeProvider _time;
    private readonly ILogger<MarketFeed> _log;
    private readonly KrakenSocket _socket;
    private readonly Lock _guard = new(); // entered after BookGuard where both are needed
    private readonly TradeStream _tape = new();
    private readonly List<Trade> _ready = [];
    private readonly Subscription _book;
    private readonly Subscription _trades;
    private DateTime _from = DateTime.UnixEpoch;
    private DateTime _stamped = DateTime.UnixEpoch;
    private DateTime _heard = DateTime.UnixEpoch;
    private DateTime _passedOn = DateTime.UnixEpoch;
    private bool _isTapeLive;

    /// <param name="pair">The pair to follow.</param>
    /// <param name="backfill">Fetches missing trades.</param>
    /// <param name="events">
    /// The engine's queue; a full one ends the feed with an error rather than lose a trade.
    /// </param>
    /// <param name="connect">Makes the public connection that hands its messages to the given receiver.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Changes of state.</param>
    public MarketFeed(
        KrakenPair pair,
        TradeBackfill backfill,
        ChannelWriter<EngineEvent> events,
        Func<Action<SocketMessage>, KrakenSocket> connect,
        TimeProvider time,
        ILogger<MarketFeed> log)
    {
        (_pair, _backfill, _events, _time, _log) = (pair, backfill, events, time, log);
        _socket = connect(Receive);
        _book = Subscription.Book(pair.Names.Socket, BookDepth);
        _trades = Subscription.Trades(pair.Names.Socket);
        Book = new LiveBook(BookDepth, pair.Instrument.PriceDecimals, pair.Instrument.VolumeDecimals);
    }

    /// <summary>The live book; look at it under <see cref="BookGuard"/> only.</summary>
    public LiveBook Book { get; }

    public Lock BookGuard { get; } = new();

    /// <summary>UTC by the exchange's clock, as far as it is known.</summary>
    public DateTime ExchangeTime => _socket.Clock.UtcNow;

    /// <summary>Delivers the trades since an instant, so that the candle that is forming has its beginning.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> PrimeAsync(DateTime from, CancellationToken cancellation)
    {
        var answer = await _backfill.ReadAsync(_pair.Names.Id, from, long.MaxValue, cancellation).ConfigureAwait(false);
        if (answer is not Answer<IReadOnlyList<Trade>>.Success success)
            return AnswerText.Of(answer);
        lock (_guard)
        {
            _from = from;
            _tape.Accept(success.Value.ToArray(), _ready);
            Deliver();
        }

        return null;
    }

    /// <summary>Follows the market until cancelled or refused for good.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _socket.Subscribe(_trades);
        _socket.Subscribe(_book);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clock = PassClockOnAsync(ended.Token);
        try
        {
            await _socket.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await clock.ConfigureAwait(false);
        }
    }

    /// <summary>Takes a message of the socket, on the receiving thread.</summary>
    internal void Receive(SocketMessage message)
    {
        if (message is not (SocketMessage.Connected or SocketMessage.Disconnected or SocketMessage.Stopped))
        {
            lock (_guard)
                _heard = _socket.Clock.UtcNow;
        }

        switch (message)
        {
            case SocketMessage.Trades trades:
                Receive(trades);
                break;
            case SocketMessage.Book book:
                Receive(book.Updates);
                break;
            case SocketMessage.Disconnected:
                lock (_guard)
                    _isTapeLive = false;
                lock (BookGuard)
                    Book.Lost();
                break;
            case SocketMessage.SubscriptionRefused refused:
                Refused(refused.Subscription.ChannelWord, refused.Error.Text);
                break;
        }
    }

    private void Receive(SocketMessage.Trades message)
    {
        var trades = message.Rows.Where(row => row.Symbol == _pair.Names.Socket).Select(row => row.Trade).ToArray();
        lock (_guard)
        {
            var hadGap = _tape.Gap is not null;
            _tape.Accept(trades, _ready);
            Deliver();
            _isTapeLive = true;
            Stamp(trades.Length == 0 ? default : trades[^1].Time);
            if (!hadGap && _tape.Gap is { } gap)
                Missing(gap.BeforeId - gap.AfterId - 1);
        }
    }

    private void Receive(BookUpdates updates)
    {
        lock (BookGuard)
        {
            for (var i = 0; i < updates.Count; i++)
            {
                if (updates[i].Symbol != _pair.Names.Socket)
                    continue;
                Stamp(updates[i].Timestamp);
                if (Book.Apply(updates[i], updates.IsSnapshot) == BookChange.Mismatch)
                {
                    Mismatch(Book.Mismatches);
                    _socket.Distrust(_book);
                }
            }
        }
    }

    private async Task PassClockOnAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                if (!TryPassClockOn())
                    await FillGapAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private bool TryPassClockOn()
    {
        lock (_guard)
        {
            if (_tape.Gap is not null)
                return false;
            var (stamped, reckoned) = (_stamped - StampGrace, _heard - SilentGrace);
            var now = stamped > reckoned ? stamped : reckoned;
            if (_isTapeLive && now > _passedOn)
                _events.WriteOrEnd(new EngineEvent.Elapsed(_passedOn = now));
            return true;
        }
    }

    private void Stamp(DateTime exchangeTime)
    {
        lock (_guard)
            _stamped = exchangeTime > _stamped ? exchangeTime : _stamped;
    }

    private async Task FillGapAsync(CancellationToken cancellation)
    {
        TradeGap gap;
        lock (_guard)
        {
            if (_tape.Gap is not { } missing)
                return;
            gap = missing;
        }

        var answer = await _backfill.FillAsync(_pair.Names.Id, gap, cancellation).ConfigureAwait(false);
        if (answer is not Answer<IReadOnlyList<Trade>>.Success tape)
        {
            NotFilled(AnswerText.Of(answer));
            return; // the next second tries again
        }

        lock (_guard)
        {
            if (_tape.Fill(tape.Value, _ready))
                Filled(_ready.Count);
            Deliver();
        }
    }

    private void Deliver()
    {
        foreach (var trade in _ready)
        {
            if (trade.Time >= _from) // what a snapshot repeats from before is in the history's candles
                _events.WriteOrEnd(new EngineEvent.TradePrinted(trade));
        }

        _ready.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} trades are missing; fetching them first")]
    private partial void Missing(long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Missing trades fetched; {Count} trades delivered in order")]
    private partial void Filled(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Missing trades could not be fetched: {Reason}; trying again")]
    private partial void NotFilled(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order book checksum mismatch ({Count} so far); asking anew")]
    private partial void Mismatch(long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken refuses the {Channel} subscription: {Reason}")]
    private partial void Refused(string channel, string reason);
}
