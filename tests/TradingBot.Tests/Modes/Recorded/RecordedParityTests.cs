using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Recordings;
using TradingBot.Tests.Recordings.Collecting;

namespace TradingBot.Tests.Modes.Recorded;

/// <summary>
/// The same messages, given to a bot on paper by its socket and to one on their recording: the same decisions, and
/// without latency the same fills. The live side is Kraken's stream, the tape, the sampler and the paper gateway.
/// </summary>
public class RecordedParityTests
{
    private const int Minutes = 40;
    private const int Depth = 100;
    private const int TradesOfASession = 300; // ten minutes

    private static readonly (string Strategy, string[] Settings)[] CollectedOn =
    [
        ("sma-cross", ["fast=1", "slow=2"]),
        ("order-book-bias", ["enter=-0.5", "leave=-0.6"]),
    ];

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
        ShouldDecideAs(recorded, live);
        recorded.Run.Engine.Ledger.Closed.Select(Words).Should().Equal(trades).And.HaveCountGreaterThan(2);
    }

    /// <summary>
    /// What the collector's own connection received from an offline Kraken is given to the bot as it came, byte for
    /// byte and at the same moments; then the hour is sealed. Answers to pings are left out: no recording keeps them,
    /// and they only tell the exchange's time a little more exactly. Prices of fills may differ: on a recording an
    /// order meets the book that the exchange had at that moment, and the bot's may be a message behind.
    /// </summary>
    [Fact]
    public async Task What_a_collector_records_of_an_exchange_leads_to_the_decisions_of_a_bot_that_was_there()
    {
        await using var session = await CollectorSession.StartAsync();
        await session.MoreAsync(TradesOfASession);
        await session.EndAsync();
        var messages = ReceivedMessages.Of(session.Folder, "BTC/USD");
        (await session.SealAsync()).Findings.Should().BeEmpty();

        foreach (var (strategy, settings) in CollectedOn)
        {
            var setup = Backtests.Setup(strategy, 1, settings);
            await using var paper = new PaperSession(setup, messages[0].At.AddSeconds(-1));
            var parser = new FrameParser();
            foreach (var (at, message) in messages)
                await paper.ReceiveAsync(at, parser.Parse(message));
            var recorded = await RecordedRuns.OfAsync(session.Folder, setup, TimeSpan.Zero, depth: Depth);

            paper.Decisions.Should().HaveCountGreaterThan(2);
            ShouldDecideAs(recorded, paper.Decisions);
            recorded.Run.Engine.Ledger.Closed.Select(trade => trade.CloseReason)
                .Should().Equal(paper.Closed.Select(trade => trade.CloseReason));
        }
    }

    private static async Task<(List<string> Decisions, List<string> Trades)> LiveAsync(
        RandomSession session, EngineSetup setup)
    {
        await using var paper = new PaperSession(setup, TradedRecording.Noon);
        var (book, trade) = (new OrderBook(Depth, 1, 8), 1000L);
        foreach (var (price, quantity) in session.Bids)
            book.Set(Side.Buy, new BookLevel(price, quantity));
        foreach (var (price, quantity) in session.Asks)
            book.Set(Side.Sell, new BookLevel(price, quantity));
        await paper.ReceiveAsync(TradedRecording.At(1) + TradedRecording.Delay, Snapshot(book));
        foreach (var step in session.Steps)
        {
            await paper.ReceiveAsync(
                TradedRecording.At(step.At) + TradedRecording.Delay,
                step.IsTrade ? Trades(++trade, in step) : Update(book, in step));
        }

        return (paper.Decisions, [.. paper.Closed.Select(Words)]);
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

    private static void ShouldDecideAs(RecordedRuns recorded, List<string> live)
    {
        // The name that an exchange gives an order is its own.
        var decisions = recorded.Decisions.ConvertAll(text => text.Replace("RECORDED-", "PAPER-"));
        Hash(decisions).Should().Be(Hash(live), Difference(decisions, live));
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
