using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>subscribe and unsubscribe: one answer for each symbol. Source: REFERENCE 5.1.</summary>
internal sealed class SubscriptionMethods(Exchange exchange, SocketHub hub)
{
    private const int SnapshotTrades = 50;
    private static readonly string[] PublicChannels = ["ticker", "trade", "ohlc", "book", "instrument"];
    private static readonly string[] PairChannels = ["ticker", "trade", "ohlc", "book", Level3];
    private static readonly string[] PrivateChannels = ["executions", "balances", Level3];
    private const string Heartbeat = "heartbeat"; // comes by itself, but may be subscribed to
    private const string Level3 = "level3"; // of a pair, but for whoever has a token
    private static readonly int[] Depths = [10, 25, 100, 500, 1000];
    private static readonly int[] Level3Depths = [10, 100, 1000];

    /// <exception cref="KrakenRefusal">The whole request is wrong; what is wrong with one symbol is
    /// answered.</exception>
    public void Subscribe(SocketConnection connection, SocketRequest request, SocketReplies replies)
    {
        var channel = Channel(connection, request);
        if (!PairChannels.Contains(channel))
        {
            SubscribeAccount(connection, request, channel, replies);
            return;
        }

        var detail = Detail(channel, request);
        var hasSnapshot = request.Flag("snapshot", otherwise: channel != "trade");
        var onBestPrices = request.Word("event_trigger", "trades", "bbo") == "bbo";
        foreach (var symbol in Symbols(request))
        {
            if (Find(symbol) is not { } market)
            {
                replies.Refuse($"Currency pair not supported {symbol}", symbol);
                continue;
            }

            // level3 has one depth a symbol
            if (connection.Subscriptions.Exists(
                known => known.Is(channel, market, channel == Level3 ? known.Detail : detail)))
            {
                replies.Refuse("Already subscribed to one channel on this symbol", symbol);
                continue;
            }

            replies.Accept(Result(channel, symbol, detail, request, hasSnapshot));
            var subscription = new Subscription(
                channel, market, detail)
            { OnBestPrices = onBestPrices };
            hub.Begin(connection, subscription, () => hasSnapshot ? Snapshot(subscription, market) : null);
        }
    }

    /// <exception cref="KrakenRefusal">The whole request is wrong.</exception>
    public void Unsubscribe(SocketConnection connection, SocketRequest request, SocketReplies replies)
    {
        var channel = Channel(connection, request);
        var detail = Detail(channel, request);
        var markets = PairChannels.Contains(channel)
            ? Symbols(request).Select(symbol => (Symbol: (string?)symbol, Market: Find(symbol))).ToList()
            : [(null, null)];
        foreach (var (symbol, market) in markets)
        {
            if (connection.Subscriptions.RemoveAll(known => known.Is(channel, market, detail)) == 0)
            {
                replies.Refuse("Subscription Not Found", symbol);
                continue;
            }

            var result = new JsonObject { ["channel"] = channel };
            if (symbol is not null)
                result["symbol"] = symbol;
            if (detail > 0)
                result[channel == "ohlc" ? "interval" : "depth"] = detail;
            replies.Accept(result);
        }
    }

    private void SubscribeAccount(
        SocketConnection connection, SocketRequest request, string channel, SocketReplies replies)
    {
        if (connection.Subscriptions.Exists(known => known.Channel == channel))
            throw new KrakenRefusal("Already subscribed to one channel on this symbol");
        var result = new JsonObject { ["channel"] = channel };
        if (channel == "executions")
        {
            result["maxratecount"] = exchange.Desk.MaxCount;
            result["snap_orders"] = SnapOrders(request);
            result["snap_trades"] = request.Flag("snap_trades");
            result["order_status"] = request.Flag("order_status", otherwise: true);
            result["ratecounter"] = request.Flag("ratecounter");
        }
        else if (channel != Heartbeat)
        {
            result["snapshot"] = request.Flag("snapshot", otherwise: true);
        }

        replies.Accept(result);
        var subscription = new Subscription(channel, market: null, detail: 0)
        {
            HasEveryStatus = request.Flag("order_status", otherwise: true),
            HasRateCount = request.Flag("ratecounter"),
        };
        hub.Begin(connection, subscription, () => AccountSnapshot(channel, request));
    }

    private JsonObject? AccountSnapshot(string channel, SocketRequest request)
    {
        if (!request.Flag("snapshot", otherwise: true) && channel != "executions")
            return null;
        return channel switch
        {
            "instrument" => InstrumentMessage.Of(exchange, isSnapshot: true),
            "balances" => AccountMessages.Snapshot(exchange),
            Heartbeat => null,
            _ => Executions(request),
        };
    }

    private JsonObject? Executions(SocketRequest request)
    {
        var (orders, trades) = (SnapOrders(request), request.Flag("snap_trades"));
        if (!orders && !trades)
            return null;
        var rows = new JsonArray();
        foreach (var order in orders ? exchange.Venue.OpenOrders : [])
            rows.Add(ExecutionMessages.OfOpen(exchange, order));
        foreach (var trade in trades ? exchange.Venue.Trades.TakeLast(SnapshotTrades) : [])
            rows.Add(ExecutionMessages.OfFill(exchange, trade));
        return MarketMessages.Envelope("executions", isSnapshot: true, rows);
    }

    private JsonObject? Snapshot(Subscription subscription, SimulatedMarket market)
    {
        switch (subscription.Channel)
        {
            case "ticker":
                return MarketMessages.Ticker(exchange, market, isSnapshot: true);
            case "trade":
                return MarketMessages.Trades(market, market.Trades.TakeLast(SnapshotTrades), isSnapshot: true);
            case "ohlc":
                var series = market.Series(subscription.Detail)!;
                var rows = series.Rows.TakeLast(CandleSeries.CommittedRows + 1);
                return MarketMessages.Candles(market, series, rows, isSnapshot: true, exchange.ShownNow);
            case Level3:
                hub.RefreshBooks();
                var orders = hub.Orders(market, subscription.Detail).Snapshot();
                return MarketMessages.Orders(market, orders, isSnapshot: true, exchange.ShownNow);
            default:
                hub.RefreshBooks(); // those already subscribed get the news before the snapshot has it
                var feed = hub.Book(market, subscription.Detail);
                return MarketMessages.Book(market, feed.Snapshot(), isSnapshot: true, exchange.ShownNow);
        }
    }

    private string Channel(SocketConnection connection, SocketRequest request)
    {
        var channel = request.Text("channel") ?? throw new KrakenRefusal("Channel(s) not found");
        if (PrivateChannels.Contains(channel) && connection.Endpoint.IsPrivate)
        {
            SocketAccess.Check(exchange, connection, request);
            return channel;
        }

        return channel == Heartbeat || (PublicChannels.Contains(channel) && connection.Endpoint.IsPublic)
            ? channel
            : throw new KrakenRefusal("Subscription name invalid");
    }

    private static int Detail(string channel, SocketRequest request)
    {
        switch (channel)
        {
            case "book" or Level3:
                var depth = request.Integer("depth") ?? Depths[0];
                return (channel == Level3 ? Level3Depths : Depths).Contains(depth)
                    ? depth
                    : throw new KrakenRefusal("Subscription depth not supported");
            case "ohlc":
                var interval = request.Integer("interval") ?? 1;
                return SimulatedMarket.Intervals.Contains(interval)
                    ? interval
                    : throw new KrakenRefusal("Subscription ohlc interval not supported");
            default:
                return 0;
        }
    }

    private static IReadOnlyList<string> Symbols(SocketRequest request)
    {
        var symbols = request.Texts("symbol");
        return symbols.Count == 0 ? throw new KrakenRefusal("Symbol(s) not found") : symbols;
    }

    private SimulatedMarket? Find(string symbol) =>
        exchange.Markets.FirstOrDefault(market => market.Pair.DisplayName == symbol);

    private static bool SnapOrders(SocketRequest request) =>
        request.Flag("snap_orders", otherwise: request.Flag("snapshot", otherwise: true));

    private static JsonObject Result(string channel, string symbol, int detail, SocketRequest request, bool hasSnapshot)
    {
        var result = new JsonObject { ["channel"] = channel };
        if (channel is "book" or Level3)
            result["depth"] = detail;
        if (channel == "ohlc")
            result["interval"] = detail;
        if (channel == "ticker")
            result["event_trigger"] = request.Text("event_trigger") ?? "trades";
        result["snapshot"] = hasSnapshot;
        result["symbol"] = symbol;
        return result;
    }
}
