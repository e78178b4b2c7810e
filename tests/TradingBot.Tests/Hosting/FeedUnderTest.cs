using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Sockets;
using TradingBot.Kraken.Sockets.Wire;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>A market feed whose messages the test writes itself; its REST is a script, its clock the test's.</summary>
internal sealed class FeedUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TestKraken _kraken;
    private readonly Task _running;

    public FeedUnderTest(int queueLength = 1000, params string[] tapes)
    {
        Rest = new ScriptedHandler([.. tapes.Select(tape => ScriptedHandler.Result(tape)), ScriptedHandler.Silence]);
        _kraken = new TestKraken(Rest);
        Queue = Channel.CreateBounded<EngineEvent>(queueLength);
        var pair = new KrakenPair(TestKraken.Pair, Backtests.Bitcoin, "online", Fees: null);
        Feed = new MarketFeed(
            pair,
            new TradeBackfill(_kraken.Public),
            Queue.Writer,
            receive => new KrakenSocket(
                new KrakenSocketOptions { Name = "test" },
                async cancellation =>
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                    throw new InvalidOperationException();
                },
                fetchToken: null,
                receive,
                Time,
                NullLogger<KrakenSocket>.Instance,
                () => 0),
            Time,
            NullLogger<MarketFeed>.Instance);
        _running = Feed.RunAsync(_stop.Token);
    }

    public ScriptedHandler Rest { get; }

    public Channel<EngineEvent> Queue { get; }

    public MarketFeed Feed { get; }

    public ManualTime Time => _kraken.Time;

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>Trades as the socket brings them: consecutive ids from a first one, a second apart.</summary>
    public void Trades(long firstId, int count) => Feed.Receive(new SocketMessage.Trades(
        IsSnapshot: false,
        [.. Enumerable.Range(0, count).Select(i => new TradeRow("BTC/USD", At(firstId + i), IsMarketOrder: true))]));

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
        Feed.Receive(new SocketMessage.Book(updates));
    }

    public void Heartbeat() => Feed.Receive(SocketMessage.Heartbeat.Instance);

    public Task AdvanceAsync(int seconds) => Time.AdvanceLoopAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>What has been queued for the engine, as words.</summary>
    public List<string> Events()
    {
        var events = new List<string>();
        while (Queue.Reader.TryRead(out var happened))
        {
            events.Add(happened switch
            {
                EngineEvent.TradePrinted trade => $"trade {trade.Trade.Id}",
                EngineEvent.Elapsed elapsed => $"clock {(elapsed.Time - Start).TotalSeconds}",
                _ => happened.GetType().Name,
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

    private static Trade At(long id) => new(id, Start.AddSeconds(id - 1000), Price: 100, Volume: 1, Side.Buy);
}
