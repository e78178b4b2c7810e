using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>
/// A feed of one-minute candles whose messages the test writes itself; its clock is the test's. REST tells that clock's
/// time and answers each question for trades with the next of the given tapes, then no more.
/// </summary>
internal sealed class FeedUnderTest : IAsyncDisposable
{
    /// <summary>A tape that stands for a failure.</summary>
    public const string Refused = "refused";

    private readonly CancellationTokenSource _stop = new();
    private readonly CapturedLog _log = new();
    private readonly Queue<string> _tapes;
    private readonly TestKraken _kraken;
    private readonly KrakenMarketStream _stream;
    private readonly Task _running;

    public FeedUnderTest(int queueLength = 1000, params string[] tapes)
    {
        _tapes = new Queue<string>(tapes);
        Rest = new ScriptedHandler(AnswerAsync);
        _kraken = new TestKraken(Rest);
        Queue = new EngineQueue(queueLength);
        var pair = new KrakenPair(TestKraken.Pair, Backtests.Bitcoin, "online");
        var logs = new LoggerFactory([_log]);
        Tape = new CandleTape(
            pair.Instrument, new Timeframe(1), _kraken.Exchange.Market, Queue, Time, logs.CreateLogger<CandleTape>());
        _stream = new KrakenMarketStream(
            pair,
            depth: 100,
            receive => TestKraken.Unconnected(receive, Time),
            Tape,
            logs.CreateLogger<KrakenMarketStream>());
        Feed = new StreamFeed(_stream, Tape, Time, logs.CreateLogger<StreamFeed>());
        _running = Feed.RunAsync(_stop.Token);
    }

    public ScriptedHandler Rest { get; }

    /// <summary>Hands a message to the feed, as its socket would.</summary>
    public void Receive(SocketMessage message) => _stream.Receive(message);

    public EngineQueue Queue { get; }

    public CandleTape Tape { get; }

    public StreamFeed Feed { get; }

    public string Log => _log.Text;

    /// <summary>How often trades were asked for.</summary>
    public int Questions => Rest.Requests.Count(request => request.Path.Contains("/Trades", StringComparison.Ordinal));

    public ManualTime Time => _kraken.Time;

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Trades as the socket brings them: consecutive ids from a first one, a second apart from the start.
    /// </summary>
    public void Trades(long firstId, int count, bool isSnapshot = false) => _stream.Receive(new SocketMessage.Trades(
        isSnapshot, [.. Enumerable.Range(0, count).Select(i => Row(firstId + i, firstId + i - 1000))]));

    /// <summary>A trade whose id is not what its time would give.</summary>
    public void Trade(long id, double second) =>
        _stream.Receive(new SocketMessage.Trades(IsSnapshot: false, [Row(id, second)]));

    /// <summary>What REST answers: trades of ids, as many seconds from the start as they are above 1000.</summary>
    public static string TapeOf(params long[] ids) => TapeOf([.. ids.Select(id => (id, id - 1000.0))]);

    public static string TapeOf(params (long Id, double Second)[] trades)
    {
        var rows = trades.Select(trade => FormattableString.Invariant(
            $"[\"100.0\",\"1.00000000\",{(At(trade.Second) - DateTime.UnixEpoch).TotalSeconds:F7},\"b\",\"m\",\"\",{trade.Id}]"));
        return $$"""{"XXBTZUSD":[{{string.Join(',', rows)}}],"last":"1795176003000000000"}""";
    }

    /// <summary>A snapshot of one level a side, with the right checksum or a wrong one.</summary>
    public void Book(decimal bid, decimal ask, decimal quantity, bool isRight = true)
    {
        var book = new OrderBook(100, Backtests.Bitcoin.PriceDecimals, Backtests.Bitcoin.VolumeDecimals);
        var updates = new BookUpdates();
        updates.Clear(isSnapshot: true);
        var update = updates.Next();
        update.Symbol = "BTC/USD";
        foreach (var (side, price) in new[] { (Side.Buy, bid), (Side.Sell, ask) })
        {
            update.Add(side, new BookLevel(price, quantity));
            book.Set(side, new BookLevel(price, quantity));
        }

        update.Checksum = isRight ? book.Checksum() : book.Checksum() ^ 1;
        _stream.Receive(new SocketMessage.Book(updates));
    }

    /// <summary>The book's channel brings something that the exchange stamped at this second from the start.</summary>
    public void BookStampedAt(double second)
    {
        var updates = new BookUpdates();
        updates.Clear(isSnapshot: false);
        var update = updates.Next();
        (update.Symbol, update.Timestamp) = ("BTC/USD", Start.AddSeconds(second));
        _stream.Receive(new SocketMessage.Book(updates));
    }

    /// <summary>The exchange answers a ping at this second from the start.</summary>
    public void PongAt(double second) => _stream.Receive(new SocketMessage.Acknowledged(
        new Acknowledgement { Method = "pong", TimeOut = Start.AddSeconds(second) }));

    public Task AdvanceAsync(int seconds) => Time.AdvanceLoopAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>What has been queued for the engine, as words.</summary>
    public List<string> Events() => Words(Queue.Reader);

    public static List<string> Words(ChannelReader<ReceivedEvent> queue)
    {
        var events = new List<string>();
        while (queue.TryRead(out var received))
        {
            events.Add(received.Event switch
            {
                EngineEvent.TradePrinted trade => $"trade {trade.Trade.Id}",
                EngineEvent.Elapsed elapsed => $"clock {(elapsed.Time - Start).TotalSeconds}",
                var other => other.GetType().Name,
            });
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _kraken.Dispose();
    }

    private static DateTime Start { get; } = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static DateTime At(double second) => Start.AddSeconds(second);

    private static TradeRow Row(long id, double second) =>
        new("BTC/USD", new Trade(id, At(second), Price: 100, Volume: 1, Side.Buy), IsMarketOrder: true, 100, 1);

    private Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var seconds = (long)(Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (request.RequestUri!.AbsolutePath.EndsWith("/Time", StringComparison.Ordinal))
            return ScriptedHandler.Result($$"""{"unixtime":{{seconds}},"rfc1123":""}""")(request, cancellation);
        if (!_tapes.TryDequeue(out var tape))
            tape = TapeOf(Array.Empty<long>());
        return (tape == Refused ? ScriptedHandler.Error("EQuery:Unknown asset pair") : ScriptedHandler.Result(tape))(
            request, cancellation);
    }
}
