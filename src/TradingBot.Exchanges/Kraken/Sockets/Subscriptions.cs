using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// What a connection is subscribed to: sends the requests, matches their answers, notes what arrives, and makes anew
/// what has gone silent. What is wanted outlives connections. Safe for several callers.
/// </summary>
internal sealed class Subscriptions(WatchTimes times, PendingRequests pending, SocketCounters counters)
{
    /// <summary>
    /// Symbols of one request. A request for each symbol ends in <c>Exceeded msg rate</c> when there are many.
    /// </summary>
    private const int MostSymbols = 50;

    private readonly Lock _guard = new();
    private readonly List<Subscription> _wanted = [];
    private readonly SubscriptionWatch _watch = new(times);
    private readonly Dictionary<long, List<Subscription>> _asked = [];
    private readonly List<Subscription> _renew = [];
    private SocketConnection? _connection;
    private string? _token;

    /// <summary>True when something is subscribed to, so that silence means something.</summary>
    public bool IsInUse
    {
        get
        {
            lock (_guard)
                return _wanted.Count > 0;
        }
    }

    public void Subscribe(Subscription subscription, TimeSpan now)
    {
        lock (_guard)
        {
            if (_wanted.Contains(subscription))
                return;
            _wanted.Add(subscription);
            Ask([subscription], now);
        }
    }

    /// <summary>Asks for the subscription to be made anew at the next look.</summary>
    public void Distrust(Subscription subscription)
    {
        lock (_guard)
            _watch.Distrust(subscription);
    }

    /// <summary>A new connection: everything wanted is asked for.</summary>
    public void Open(SocketConnection connection, string? token, TimeSpan now)
    {
        lock (_guard)
        {
            (_connection, _token) = (connection, token);
            foreach (var alike in _wanted.GroupBy(one => (one.Channel, one.Depth, one.Interval)))
            {
                foreach (var part in alike.Chunk(MostSymbols))
                    Ask(part, now);
            }
        }
    }

    public void Close()
    {
        lock (_guard)
        {
            (_connection, _token) = (null, null);
            _watch.Clear();
            _asked.Clear();
        }
    }

    /// <summary>Takes the answer to one of its own requests.</summary>
    /// <param name="acknowledgement">Any answer.</param>
    /// <param name="refusals">What the exchange will not have, with its words.</param>
    /// <returns>False when the answer belongs to somebody else.</returns>
    public bool Answered(
        Acknowledgement acknowledgement, out IReadOnlyList<SocketMessage.SubscriptionRefused> refusals)
    {
        refusals = [];
        lock (_guard)
        {
            var answered = TakeAsked(acknowledgement);
            if (answered.Count == 0)
                return acknowledgement.Method is "unsubscribe" or "subscribe";
            if (acknowledgement.IsSuccess == true)
            {
                foreach (var subscription in answered)
                    _watch.Acknowledged(subscription);
                return true;
            }

            var error = KrakenErrors.Read(acknowledgement.Error ?? "refused without a reason");
            foreach (var subscription in answered)
                Refused(subscription, error);
            refusals =
                [.. answered.Select(subscription => new SocketMessage.SubscriptionRefused(subscription, error))];
            return true;
        }
    }

    /// <summary>Notes which subscriptions a message proves to be alive.</summary>
    public void Received(SocketMessage message, TimeSpan now)
    {
        lock (_guard)
        {
            switch (message)
            {
                case SocketMessage.Book book:
                    for (var i = 0; i < book.Updates.Count; i++)
                        _watch.Received(SocketChannel.Book, book.Updates[i].Symbol, now);
                    break;
                case SocketMessage.Trades trades:
                    foreach (var row in trades.Rows)
                        _watch.Received(SocketChannel.Trade, row.Symbol, now);
                    break;
                case SocketMessage.Candles candles:
                    foreach (var row in candles.Rows)
                        _watch.Received(SocketChannel.Ohlc, row.Symbol, now);
                    break;
                case SocketMessage.Executions:
                    _watch.Received(SocketChannel.Executions, "", now);
                    break;
            }
        }
    }

    /// <summary>Makes anew what is distrusted or silent.</summary>
    /// <returns>A subscription that has had no data since it was asked for, else null.</returns>
    public Subscription? Look(TimeSpan now)
    {
        lock (_guard)
        {
            _renew.Clear();
            if (_watch.Check(now, _renew) is { } dead)
                return dead;
            foreach (var subscription in _renew)
            {
                counters.CountResubscription();
                Leave(subscription);
                Ask([subscription], now);
            }

            return null;
        }
    }

    private void Refused(Subscription subscription, ExchangeError error)
    {
        if (error.Retry == RetryAdvice.Never)
        {
            _wanted.Remove(subscription);
            _watch.Forget(subscription);
        }
        else
        {
            // Refused for now: asked again after the pause between two requests for one subscription.
            _watch.Distrust(subscription);
        }
    }

    private void Ask(Subscription[] alike, TimeSpan now)
    {
        if (_connection is null)
            return;
        var id = pending.NextId();
        _asked[id] = [.. alike];
        foreach (var subscription in alike)
            _watch.Requested(subscription, now);
        // A full queue needs no word here: no data will come, and the watch finds that.
        _connection.TrySend(new SocketRequest(id, SocketRequests.Subscribe(alike, id, TokenFor(alike[0]))));
    }

    /// <summary>The subscriptions that an answer is about; an answer that names no symbol is about all.</summary>
    private List<Subscription> TakeAsked(Acknowledgement acknowledgement)
    {
        if (acknowledgement.RequestId is not { } id || !_asked.TryGetValue(id, out var waiting))
            return [];
        var symbol = acknowledgement.Result?.Symbol ?? acknowledgement.Symbol;
        List<Subscription> answered = symbol is null || waiting.Count == 1
            ? [.. waiting]
            : waiting.FindAll(subscription => subscription.Symbol == symbol);
        waiting.RemoveAll(answered.Contains);
        if (waiting.Count == 0)
            _asked.Remove(id);
        return answered;
    }

    private void Leave(Subscription subscription)
    {
        var id = pending.NextId();
        _connection?.TrySend(
            new SocketRequest(id, SocketRequests.Unsubscribe(subscription, id, TokenFor(subscription))));
    }

    private string? TokenFor(Subscription subscription) => subscription.IsPrivate ? _token : null;
}
