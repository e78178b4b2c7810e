using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Hosting;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Modes.Recorded;

/// <summary>
/// The same messages, given to a bot on paper by its socket and to one on their recording: the same decisions, and
/// without latency the same fills. The live side is Kraken's stream, the tape, the sampler and the paper gateway.
/// </summary>
public class RecordedParityTests
{
    private const int Minutes = 40;
    private const int Depth = 100;

    public static TheoryData<string, string[]> Strategies => new()
    {
        { "order-book-bias", ["enter=0.2", "leave=0"] },
        { "sma-cross", ["fast=2", "slow=4"] },
        { "sma-cross", ["fast=2", "slow=5", "stop-loss=0.05", "take-profit=0.1", "exits=intrabar"] },
    };

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_recording_leads_to_the_decisions_and_fills_of_the_paper_session_that_was_recorded(
        string strategy, string[] settings)
    {
        var session = new RandomSession(seed: 7, Minutes);
        var setup = Backtests.Setup(strategy, 1, settings);
        using var recording = new TradedRecording(Depth);
        session.Record(recording);

        var (live, trades) = await LiveAsync(session, setup);
        var recorded = await RecordedRuns.OfAsync(recording, setup, TimeSpan.Zero, depth: Depth);

        live.Should().HaveCountGreaterThan(10);
        // The name that an exchange gives an order is its own.
        var decisions = recorded.Decisions.ConvertAll(text => text.Replace("RECORDED-", "PAPER-"));
        Hash(decisions).Should().Be(Hash(live), Difference(decisions, live));
        recorded.Run.Engine.Ledger.Closed.Select(Words).Should().Equal(trades).And.HaveCountGreaterThan(2);
    }

    private static async Task<(List<string> Decisions, List<string> Trades)> LiveAsync(
        RandomSession session, EngineSetup setup)
    {
        await using var feed = new FeedUnderTest(queueLength: 10_000);
        var trader = new Trader(
            setup, new OrderRules(), BreakerLimits.Off, SessionStart.First(DateTime.UnixEpoch, Guid.Empty));
        var exchange = PaperGateway.ExchangeFor(trader, setup, FeeSchedule.Flat(0));
        var paper = new PaperGateway(exchange, feed.Feed, feed.Queue, () => feed.Tape.Clock.Now);
        var sampler = new BookSampler(feed.Feed, feed.Queue);
        var (book, decisions, trade) = (new OrderBook(Depth, 1, 8), new List<string>(), 1000L);
        var nextSecond = 2.0;

        await ToAsync(1);
        foreach (var (price, quantity) in session.Bids)
            book.Set(Side.Buy, new BookLevel(price, quantity));
        foreach (var (price, quantity) in session.Asks)
            book.Set(Side.Sell, new BookLevel(price, quantity));
        feed.Receive(Snapshot(book));
        foreach (var step in session.Steps)
        {
            await ToAsync(step.At);
            if (step.IsTrade)
                feed.Receive(Trades(++trade, in step));
            else
                feed.Receive(Update(book, in step));
            Decide();
        }

        return (decisions, [.. trader.Engine.Ledger.Closed.Select(Words)]);

        async Task ToAsync(double at)
        {
            var end = TradedRecording.At(at) + TradedRecording.Delay;
            for (; TradedRecording.At(nextSecond) <= end; nextSecond++)
            {
                await feed.Time.AdvanceLoopAsync(TradedRecording.At(nextSecond) - feed.Now);
                sampler.Look(feed.Tape.Clock.Now);
                feed.Queue.Write(new EngineEvent.TimerFired(feed.Tape.Clock.Now));
                Decide();
            }

            feed.Time.Advance(end - feed.Now);
        }

        void Decide()
        {
            while (feed.Queue.Reader.TryRead(out var received))
            {
                trader.Process(received.Event);
                decisions.AddRange(DecisionText.Of(trader));
                foreach (var command in trader.Commands)
                    paper.CarryOut(command);
                paper.Advance(trader.HasResting);
            }
        }
    }

    private static SocketMessage.Book Snapshot(OrderBook book)
    {
        var updates = new BookUpdates();
        updates.Clear(isSnapshot: true);
        var update = updates.Next();
        (update.Symbol, update.Checksum) = ("BTC/USD", book.Checksum());
        foreach (var level in book.Bids)
            update.Add(Side.Buy, level);
        foreach (var level in book.Asks)
            update.Add(Side.Sell, level);
        return new SocketMessage.Book(updates);
    }

    private static SocketMessage.Book Update(OrderBook book, in SessionStep step)
    {
        var level = new BookLevel(step.Price, step.Quantity);
        book.Set(step.Side, level);
        var updates = new BookUpdates();
        updates.Clear(isSnapshot: false);
        var update = updates.Next();
        (update.Symbol, update.Checksum) = ("BTC/USD", book.Checksum());
        update.Timestamp = TradedRecording.At(step.At);
        update.Add(step.Side, level);
        return new SocketMessage.Book(updates);
    }

    private static SocketMessage.Trades Trades(long id, in SessionStep step)
    {
        var trade = new Trade(id, TradedRecording.At(step.At), (double)step.Price, (double)step.Quantity, step.Side);
        return new SocketMessage.Trades(
            IsSnapshot: false, [new TradeRow("BTC/USD", trade, IsMarketOrder: true, step.Price, step.Quantity)]);
    }

    private static string Hash(IEnumerable<string> decisions) => Convert.ToHexString(
        System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', decisions))));

    private static string Difference(List<string> recorded, List<string> live)
    {
        var at = recorded.Zip(live).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"of {recorded.Count} and {live.Count} the first that differ are "
            + $"'{recorded.ElementAtOrDefault(at)}' and '{live.ElementAtOrDefault(at)}'";
    }

    private static string Words(ClosedTrade trade) => FormattableString.Invariant(
        $"{trade.Entry.Price} {trade.Exit.Price} {trade.Entry.Volume} {trade.CloseReason}");
}
