using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Tests.Exchanges;

/// <summary>What every venue promises of a market that is followed live.</summary>
public class LiveStreamContractTests
{
    [Theory]
    [MemberData(nameof(Depths))]
    public async Task Trades_come_in_and_the_book_can_be_shown(string venue, bool isDeepest)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var depths = session.Exchange.Capabilities.BookDepths;
        depths.Should().NotBeEmpty().And.BeInAscendingOrder();
        var depth = isDeepest ? depths[^1] : depths[0];
        var tape = new HeardTrades();
        var stream = session.Market.Follow(session.Instrument, depth, tape);
        stream.HasTrades.Should().BeFalse();
        stream.TryShowBook(_ => { }).Should().BeFalse("nothing has been received");
        var known = session.Offline.Tape[^1].Id;

        session.Run(stream.RunAsync);
        await session.UntilAsync(() => tape.Ids.Any(id => id > known) && stream.TryShowBook(_ => { }));

        stream.HasTrades.Should().BeTrue();
        tape.Stamp.Should().BeOnOrBefore(session.Offline.Now)
            .And.BeAfter(session.Offline.Now.AddMinutes(-1), "what comes live is stamped");
        stream.TryShowBook(book =>
        {
            BookShape.Check(book);
            Math.Max(book.Bids.Length, book.Asks.Length).Should().BeLessThanOrEqualTo(depth);
        }).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task After_a_dropped_connection_trades_and_book_come_back(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var tape = new HeardTrades();
        var stream = session.Market.Follow(session.Instrument, session.Exchange.Capabilities.BookDepths[0], tape);
        session.Run(stream.RunAsync);
        await session.UntilAsync(() => stream.HasTrades && stream.TryShowBook(_ => { }));
        var state = stream.Connection;
        state.IsConnected.Should().BeTrue();

        session.Offline.DropConnections();
        await session.UntilAsync(() => state.Counters.Connections >= 2);
        var known = session.Offline.Tape[^1].Id;
        await session.UntilAsync(
            () => stream.HasTrades && tape.Ids.Any(id => id > known) && stream.TryShowBook(BookShape.Check));

        stream.Connection.IsConnected.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_candle_tape_has_every_trade_once_whatever_happens_to_the_connection(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var queue = new EngineQueue();
        var tape = new CandleTape(
            session.Instrument, new Timeframe(1), session.Market, queue, session.Time, NullLogger<CandleTape>.Instance);
        var from = session.Offline.Now.AddMinutes(-2);
        (await session.AskAsync(tape.SetClockAsync(CancellationToken.None))).Should().BeNull();
        (await session.AskAsync(tape.PrimeAsync(from, CancellationToken.None))).Should().BeNull();
        var stream = session.Market.Follow(session.Instrument, session.Exchange.Capabilities.BookDepths[0], tape);
        session.Run(new StreamFeed(stream, tape, session.Time, NullLogger<StreamFeed>.Instance).RunAsync);

        var events = new List<EngineEvent>();
        for (var connection = 1; connection <= 3; connection++)
        {
            var known = session.Offline.Tape[^1].Id;
            await session.UntilAsync(() => stream.HasTrades && LastTrade(queue, events) > known);
            session.Offline.DropConnections();
            await session.UntilAsync(() => !stream.HasTrades);
        }

        await session.UntilAsync(() => LastTrade(queue, events) == session.Offline.Tape[^1].Id && stream.HasTrades);
        var trades = events.OfType<EngineEvent.TradePrinted>().Select(printed => printed.Trade).ToList();
        trades.Select(trade => (trade.Id, trade.Price, trade.Volume, trade.Taker)).Should().Equal(session.Offline.Tape
            .Where(trade => trade.Time >= from && trade.Id <= trades[^1].Id)
            .Select(trade => (trade.Id, trade.Price, trade.Volume, trade.Taker)));
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task The_end_of_a_candle_is_proven_after_its_last_trade(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var queue = new EngineQueue();
        var tape = new CandleTape(
            session.Instrument, new Timeframe(1), session.Market, queue, session.Time, NullLogger<CandleTape>.Instance);
        await session.AskAsync(tape.SetClockAsync(CancellationToken.None));
        var from = session.Offline.Now;
        await session.AskAsync(tape.PrimeAsync(from, CancellationToken.None));
        var end = session.Offline.Now.Date + TimeSpan.FromMinutes(
            Math.Floor(session.Offline.Now.TimeOfDay.TotalMinutes) + 1);
        session.Time.Advance(end + CandleTape.Grace + TimeSpan.FromSeconds(1) - session.Offline.Now);

        await session.AskAsync(tape.AskAsync(CancellationToken.None));

        var events = new List<EngineEvent>();
        LastTrade(queue, events);
        var trades = events.OfType<EngineEvent.TradePrinted>().Select(printed => printed.Trade).ToList();
        trades.Select(trade => trade.Id).Should().Equal(
            session.Offline.Tape.Where(trade => trade.Time >= from).Select(trade => trade.Id));
        (trades[^1].Time >= end || events[^1] == new EngineEvent.Elapsed(end)).Should().BeTrue("{0}", events[^1]);
    }

    public static TheoryData<string, bool> Depths => VenuesUnderTest.Each(false, true);

    /// <summary>Takes what waits in the queue.</summary>
    /// <returns>Id of the last trade of all.</returns>
    private static long LastTrade(EngineQueue queue, List<EngineEvent> events)
    {
        while (queue.Reader.TryRead(out var received))
            events.Add(received.Event);
        return events.OfType<EngineEvent.TradePrinted>().LastOrDefault()?.Trade.Id ?? 0;
    }

    /// <summary>Keeps what a stream brings. Read by the test's thread, written by the receiving one.</summary>
    private sealed class HeardTrades : IMarketListener
    {
        private readonly Lock _guard = new();
        private readonly List<long> _ids = [];
        private DateTime _stamp;

        public IReadOnlyList<long> Ids
        {
            get
            {
                lock (_guard)
                    return [.. _ids];
            }
        }

        public DateTime Stamp
        {
            get
            {
                lock (_guard)
                    return _stamp;
            }
        }

        public void Traded(ReadOnlySpan<Trade> trades, long receivedAt)
        {
            lock (_guard)
            {
                foreach (var trade in trades)
                    _ids.Add(trade.Id);
            }
        }

        public void Stamped(DateTime stamp)
        {
            lock (_guard)
                _stamp = stamp;
        }
    }
}
