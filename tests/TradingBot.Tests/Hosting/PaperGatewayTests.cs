using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

public class PaperGatewayTests
{
    [Fact]
    public async Task An_order_waits_for_a_book_that_can_be_trusted_and_is_answered_through_the_engines_queue()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed);
        var submit = Submit(feed, volume: 2);
        paper.CarryOut(submit);
        paper.Advance(isResting: false);
        feed.Queue.Reader.TryRead(out _).Should().BeFalse("there is no book yet");

        feed.Book(bid: 99, ask: 101, quantity: 5);
        paper.Advance(isResting: false);
        paper.Advance(isResting: false);

        feed.Queue.Reader.TryRead(out var answer).Should().BeTrue();
        var report = answer.Event.Should().BeOfType<EngineEvent.OrderReported>().Subject;
        report.Id.Should().Be(submit.Id);
        (report.Report.Status, report.Report.Filled, report.Report.Cost, report.Report.Fee?.Worth)
            .Should().Be((ReportedStatus.Filled, 2m, 202m, 0.5252m));
        feed.Queue.Reader.TryRead(out _).Should().BeFalse("an order is filled once");
    }

    [Fact]
    public async Task What_is_deposited_can_be_spent_and_what_is_withdrawn_cannot()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed);
        feed.Book(bid: 99, ask: 100, quantity: 50);

        Buy().Should().BeOfType<EngineEvent.OrderRejected>().Which.Reason.Should().Be("insufficient funds");
        paper.ChangeBudget(200);
        Buy().Should().BeOfType<EngineEvent.OrderReported>();
        paper.ChangeBudget(2_000);
        paper.ChangeBudget(-1_500);
        Buy().Should().BeOfType<EngineEvent.OrderRejected>();

        EngineEvent Buy()
        {
            paper.CarryOut(Submit(feed, volume: 11));
            paper.Advance(isResting: false);
            feed.Queue.Reader.TryRead(out var answer);
            return answer.Event;
        }
    }

    [Fact]
    public async Task Without_a_book_until_its_deadline_an_order_is_refused_and_may_be_repeated()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed);
        paper.CarryOut(Submit(feed, volume: 2));

        feed.Time.Advance(TimeSpan.FromSeconds(11));
        paper.Advance(isResting: false);

        feed.Queue.Reader.TryRead(out var answer).Should().BeTrue();
        answer.Event.Should().BeOfType<EngineEvent.OrderRejected>().Which.MayBeRepeated.Should().BeTrue();
    }

    [Fact]
    public async Task It_finds_what_it_has_filled_and_nothing_else()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed);
        var submit = Submit(feed, volume: 1);
        feed.Book(bid: 99, ask: 101, quantity: 5);
        paper.CarryOut(submit);
        paper.Advance(isResting: false);
        feed.Queue.Reader.TryRead(out var filled);

        paper.CarryOut(new OrderCommand.Find(submit.Id, 1, OrderList.Closed, default, ExchangeId: null));
        paper.CarryOut(new OrderCommand.Find(Guid.NewGuid(), 1, OrderList.Closed, default, ExchangeId: null));

        feed.Queue.Reader.TryRead(out var found);
        found.Event.Should().BeOfType<EngineEvent.OrderReported>().Which.Report
            .Should().Be(((EngineEvent.OrderReported)filled.Event).Report);
        feed.Queue.Reader.TryRead(out var other);
        other.Event.Should().BeOfType<EngineEvent.OrderNotFound>();
    }

    [Fact]
    public async Task The_fill_does_not_wait_for_Krakens_opinion_and_is_the_same_whatever_it_is()
    {
        await using var feed = new FeedUnderTest();
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Error("EOrder:Insufficient funds")));
        var log = NullLogger<OrderValidation>.Instance;
        var paper = On(feed, new OrderValidation(
            kraken.Exchange, kraken.Exchange.Account!, TestKraken.Listed.Instrument, log));
        feed.Book(bid: 99, ask: 101, quantity: 5);

        paper.CarryOut(Submit(feed, volume: 2));
        paper.Advance(isResting: false);

        feed.Queue.Reader.TryRead(out var answer).Should().BeTrue();
        answer.Event.Should().BeOfType<EngineEvent.OrderReported>().Which.Report.Cost.Should().Be(202m);
    }

    [Fact]
    public void A_market_order_walks_the_book_level_by_level()
    {
        var exchange = new SimulatedExchange(Backtests.Bitcoin, Backtests.Fills(fee: 0), 1_000);
        var book = new OrderBook(10);
        foreach (var (price, quantity) in new[] { (100m, 1m), (101m, 1m), (110m, 5m) })
            book.Set(Side.Sell, new BookLevel(price, quantity));

        var filled = exchange.Execute(Orders.Buying(3), book, seconds: 0);

        (filled.Fill.Cost, filled.Fill.Price).Should().Be((311m, 103.6666666667m));
        exchange.Execute(Orders.Buying(8), book, seconds: 0).Rejection.Should().Contain("not deep enough");
        (exchange.Cash, exchange.Held).Should().Be((689m, 3m));
    }

    [Fact]
    public async Task An_answer_for_which_there_is_no_room_ends_the_session_rather_than_be_lost()
    {
        await using var feed = new FeedUnderTest(queueLength: 1);
        var paper = On(feed);
        feed.Book(bid: 99, ask: 101, quantity: 5);
        paper.CarryOut(Submit(feed, volume: 1));
        paper.CarryOut(Submit(feed, volume: 1));

        paper.Advance(isResting: false);

        feed.Queue.Reader.TryRead(out _).Should().BeTrue();
        await feed.Queue.Reader.Completion.Awaiting(completion => completion)
            .Should().ThrowAsync<FeedFailedException>().WithMessage("*queue is full*");
    }

    [Fact]
    public async Task A_limit_order_rests_until_the_book_comes_to_it_and_is_filled_level_by_level_for_the_makers_fee()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed, fees: Fees);
        feed.Book(bid: 99, ask: 101, quantity: 5);
        paper.CarryOut(Limit(feed, volume: 7, OrderStyle.PostOnly));
        paper.Advance(isResting: false);
        Reports(feed).Should().ContainSingle().Which.Status.Should().Be(ReportedStatus.Open);

        feed.Book(bid: 98, ask: 99.5m, quantity: 5);
        paper.Advance(isResting: false);
        paper.Advance(isResting: false);

        var reports = Reports(feed);
        reports.Select(report => (report.Status, report.Filled, report.Cost, report.Fee?.Worth)).Should().Equal(
            (ReportedStatus.Open, 5m, 500m, 0.5m), (ReportedStatus.Filled, 7m, 700m, 0.7m));
        reports.Should().OnlyContain(report => report.Execution!.IsMaker);
    }

    [Fact]
    public async Task A_limit_order_takes_at_once_what_the_book_has_and_lets_the_rest_wait()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed, fees: Fees);
        feed.Book(bid: 98, ask: 99, quantity: 5);

        paper.CarryOut(Limit(feed, volume: 7, OrderStyle.Limit));
        paper.Advance(isResting: false);

        var taken = Reports(feed)[^1];
        (taken.Status, taken.Filled, taken.Cost, taken.Fee?.Worth).Should().Be((ReportedStatus.Open, 5m, 495m, 0.99m));
    }

    [Fact]
    public async Task A_post_only_order_that_would_trade_at_once_is_refused()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed, fees: Fees);
        feed.Book(bid: 99, ask: 100, quantity: 5);

        paper.CarryOut(Limit(feed, volume: 1, OrderStyle.PostOnly));
        paper.Advance(isResting: false);

        feed.Queue.Reader.TryRead(out var answer).Should().BeTrue();
        answer.Event.Should().BeOfType<EngineEvent.OrderRejected>().Which.MayBeRepeated.Should().BeFalse();
    }

    [Fact]
    public async Task A_cancelled_order_keeps_what_had_traded_and_a_second_cancel_finds_it_gone()
    {
        await using var feed = new FeedUnderTest();
        var paper = On(feed, fees: Fees);
        feed.Book(bid: 98, ask: 99, quantity: 5);
        var order = Limit(feed, volume: 7, OrderStyle.Limit);
        paper.CarryOut(order);
        paper.Advance(isResting: false);
        Reports(feed);

        paper.CarryOut(new OrderCommand.Cancel(order.Id, "PAPER-000001"));
        paper.CarryOut(new OrderCommand.Cancel(order.Id, "PAPER-000001"));

        var events = Events(feed);
        events.OfType<EngineEvent.CancelAnswered>().Should().HaveCount(2).And.OnlyContain(answer => answer.IsTaken);
        var end = events.OfType<EngineEvent.OrderReported>().Should().ContainSingle().Subject.Report;
        (end.Status, end.Filled, end.Fee?.Worth).Should().Be((ReportedStatus.Canceled, 5m, 0.99m));
    }

    [Fact]
    public async Task An_order_that_rested_when_the_program_ended_is_over_for_the_next_one()
    {
        await using var feed = new FeedUnderTest();

        On(feed).CarryOut(new OrderCommand.Find(Guid.NewGuid(), 1, OrderList.ById, default, "PAPER-000007"));

        Reports(feed).Should().ContainSingle().Which.Status.Should().Be(ReportedStatus.Canceled);
    }

    private static FillModel Fees { get; } = new(Slippage: 0, new FeeSchedule("test", [new FeeTier(0, 0.001m, 0.002m)]));

    private static List<EngineEvent> Events(FeedUnderTest feed)
    {
        var events = new List<EngineEvent>();
        while (feed.Queue.Reader.TryRead(out var next))
            events.Add(next.Event);
        return events;
    }

    private static List<OrderReport> Reports(FeedUnderTest feed) =>
        [.. Events(feed).OfType<EngineEvent.OrderReported>().Select(reported => reported.Report)];

    private static OrderCommand.Submit Limit(FeedUnderTest feed, decimal volume, OrderStyle style) =>
        new(Guid.NewGuid(), Orders.Buying(volume, price: 100, style), feed.Time.GetUtcNow().UtcDateTime.AddSeconds(8));

    private static PaperGateway On(FeedUnderTest feed, OrderValidation? validation = null, FillModel? fees = null) => new(
        new SimulatedExchange(Backtests.Bitcoin, fees ?? Backtests.Fills(), 1_000),
        feed.Feed,
        feed.Queue,
        () => feed.Time.GetUtcNow().UtcDateTime,
        validation);

    private static OrderCommand.Submit Submit(FeedUnderTest feed, decimal volume) =>
        new(Guid.NewGuid(), Orders.Buying(volume), feed.Time.GetUtcNow().UtcDateTime.AddSeconds(8));
}
