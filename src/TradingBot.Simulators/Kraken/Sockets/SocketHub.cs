using System.Globalization;
using System.Text.Json.Nodes;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>All connections, and what is sent to them. Called with the exchange's gate held.</summary>
internal sealed class SocketHub
{
    private const string ConnectionOccasion = "connection";
    private static readonly TimeSpan HeartbeatPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWithoutSubscription = TimeSpan.FromSeconds(60);
    private static readonly FaultKind[] Possible =
    [
        FaultKind.SequenceGap, FaultKind.SilentChannel, FaultKind.DroppedConnection, FaultKind.WrongChecksum,
        FaultKind.LostLevels,
    ];

    private readonly Exchange _exchange;
    private readonly List<SocketConnection> _connections = [];
    private readonly List<BookFeed> _books = [];
    private readonly List<Level3Feed> _orders = [];
    private ulong _connectionId = 12_833_216_040_461_971_456; // above 2^63, as the real ones often are

    public SocketHub(Exchange exchange)
    {
        _exchange = exchange;
        exchange.Traded = OnTraded;
        exchange.OrderChanged = OnOrderChanged;
        exchange.Booked = entries => Publish("balances", market: null, _ => AccountMessages.Of(exchange, entries));
        exchange.StatusChanged = OnStatusChanged;
    }

    public int Connections => _connections.Count;

    /// <summary>The channels somebody is subscribed to.</summary>
    public IEnumerable<string> Channels() => _connections
        .SelectMany(connection => connection.Subscriptions).Select(subscription => subscription.Channel).Distinct();

    public void Add(SocketConnection connection)
    {
        _connections.Add(connection);
        connection.Send(Status());
    }

    public void Remove(SocketConnection connection) => _connections.Remove(connection);

    /// <summary>Breaks every connection.</summary>
    public void AbortAll()
    {
        foreach (var connection in _connections.ToList())
            connection.Abort();
    }

    /// <summary>Begins a subscription, after its acknowledgement: the snapshot, then whatever happens.</summary>
    public void Begin(SocketConnection connection, Subscription subscription, Func<JsonObject?> snapshot)
    {
        if (_exchange.Faults.Next(subscription.Channel, [FaultKind.SilentSocket]) is not null)
            subscription.IsSilent = true;
        if (_exchange.Faults.Next(ConnectionOccasion, [FaultKind.SilentSocket]) is { On: ConnectionOccasion })
            connection.IsSilent = true;
        connection.Subscriptions.Add(subscription);
        if (snapshot() is { } message)
            Deliver(connection, subscription, message);
    }

    /// <summary>The feed of a book at a depth, made when it is the first.</summary>
    public BookFeed Book(SimulatedMarket market, int depth)
    {
        var feed = _books.Find(book => book.Market == market && book.Depth == depth);
        if (feed is null)
            _books.Add(feed = new BookFeed(_exchange, market, depth));
        return feed;
    }

    /// <summary>The feed of a book's orders at a depth, made when it is the first.</summary>
    public Level3Feed Orders(SimulatedMarket market, int depth)
    {
        var feed = _orders.Find(orders => orders.Market == market && orders.Depth == depth);
        if (feed is null)
            _orders.Add(feed = new Level3Feed(_exchange, market, depth));
        return feed;
    }

    /// <summary>Tells what orders have changed in the books.</summary>
    public void RefreshBooks()
    {
        _books.RemoveAll(book => !IsWanted("book", book.Market, book.Depth));
        _orders.RemoveAll(orders => !IsWanted("level3", orders.Market, orders.Depth));
        foreach (var book in _books)
            Refresh(book);
        foreach (var orders in _orders)
            Refresh(orders);
    }

    /// <summary>
    /// A heartbeat for connections that have heard nothing for a second; the end for those that want nothing.
    /// </summary>
    public void Beat()
    {
        foreach (var connection in _connections.ToList())
        {
            if (connection.Subscriptions.Count == 0)
            {
                if (connection.SinceLastSent >= LongestWithoutSubscription)
                    connection.Abort();
            }
            else if (connection.SinceLastSent >= HeartbeatPause)
            {
                connection.Send(new JsonObject { ["channel"] = "heartbeat" });
            }
        }
    }

    private void OnTraded(SimulatedMarket market, TapeTrade trade)
    {
        if (_connections.Count == 0)
            return;
        Publish("trade", market, _ => MarketMessages.Trades(market, [trade], isSnapshot: false));
        foreach (var book in _books.Where(book => book.Market == market))
            Refresh(book);
        foreach (var orders in _orders.Where(orders => orders.Market == market))
            Refresh(orders);
        Publish("ticker", market, _ => MarketMessages.Ticker(_exchange, market, isSnapshot: false));
        Publish("ohlc", market, subscription =>
        {
            var series = market.Series(subscription.Detail)!;
            return MarketMessages.Candles(market, series, [series.Rows[^1]], isSnapshot: false, _exchange.ShownNow);
        });
    }

    private void OnOrderChanged(OrderChange change)
    {
        Publish("executions", market: null, subscription =>
        {
            var row = ExecutionMessages.Of(_exchange, change, subscription);
            return row is null ? null : MarketMessages.Envelope("executions", isSnapshot: false, new JsonArray(row));
        });
    }

    private void OnStatusChanged()
    {
        foreach (var connection in _connections.ToList())
            connection.Send(Status());
        Publish("instrument", market: null, _ => InstrumentMessage.Of(_exchange, isSnapshot: false));
    }

    private void Refresh(BookFeed book)
    {
        if (book.Refresh() is not { } change)
            return;
        var time = _exchange.ShownNow;
        foreach (var (connection, subscription) in Subscribers("book", book.Market))
        {
            if (subscription.Detail == book.Depth)
                Deliver(connection, subscription, MarketMessages.Book(book.Market, change, isSnapshot: false, time));
        }

        // a change of the best prices without a trade
        foreach (var (connection, subscription) in Subscribers("ticker", book.Market))
        {
            var ticker = MarketMessages.Ticker(_exchange, book.Market, isSnapshot: false);
            if (subscription.OnBestPrices && ticker is not null)
                Deliver(connection, subscription, ticker);
        }
    }

    private void Refresh(Level3Feed orders)
    {
        if (orders.Refresh() is not { } change)
            return;
        Publish("level3", orders.Market, subscription => subscription.Detail == orders.Depth
            ? MarketMessages.Orders(orders.Market, change, isSnapshot: false, _exchange.ShownNow)
            : null);
    }

    private bool IsWanted(string channel, SimulatedMarket market, int depth) => _connections.Exists(
        connection => connection.Subscriptions.Exists(subscription => subscription.Is(channel, market, depth)));

    private void Publish(string channel, SimulatedMarket? market, Func<Subscription, JsonObject?> message)
    {
        foreach (var (connection, subscription) in Subscribers(channel, market))
        {
            if (message(subscription) is { } made)
                Deliver(connection, subscription, made);
        }
    }

    private List<(SocketConnection Connection, Subscription Subscription)> Subscribers(
        string channel, SimulatedMarket? market) =>
        [.. from connection in _connections
            from subscription in connection.Subscriptions
            where subscription.Channel == channel && subscription.Market == market
            select (connection, subscription)];

    private void Deliver(SocketConnection connection, Subscription subscription, JsonObject message)
    {
        if (subscription.Channel is "executions" or "balances")
            message["sequence"] = subscription.NextSequence();
        if (subscription.IsSilent)
            return;
        switch (_exchange.Faults.Next(subscription.Channel, Possible)?.Fault)
        {
            case FaultKind.SequenceGap:
                return;
            case FaultKind.SilentChannel:
                subscription.IsSilent = true;
                return;
            case FaultKind.DroppedConnection:
                connection.Abort();
                return;
            case FaultKind.WrongChecksum when subscription.Channel is "book" or "level3":
                var data = message["data"]!.AsArray()[0]!.AsObject();
                data["checksum"] = data["checksum"]!.GetValue<uint>() ^ 1;
                break;
            case FaultKind.LostLevels when subscription is { Channel: "book", Market: { } market }:
                LoseLevels(message, market);
                break;
        }

        connection.Send(message);
    }

    private void LoseLevels(JsonObject message, SimulatedMarket market)
    {
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            var best = _exchange.Venue.Book(market.Market, side).Take(Checksum.Levels).ToList();
            if (best.Count < Checksum.Levels)
                continue;
            var rows = message["data"]!.AsArray()[0]![side == Side.Buy ? "bids" : "asks"]!.AsArray();
            rows.RemoveAll(row =>
            {
                var price = decimal.Parse(row!["price"]!.ToJsonString(), CultureInfo.InvariantCulture);
                return side == Side.Buy ? price < best[^1].Price : price > best[^1].Price;
            });
        }
    }

    private JsonObject Status()
    {
        var message = MarketMessages.Envelope("status", isSnapshot: false, new JsonArray(new JsonObject
        {
            ["version"] = "2.0.10",
            ["system"] = _exchange.Status.Word(),
            ["api_version"] = "v2",
            ["connection_id"] = _connectionId++,
        }));
        return message;
    }
}
