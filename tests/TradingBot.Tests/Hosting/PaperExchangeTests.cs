using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation;
using TradingBot.Hosting;

namespace TradingBot.Tests.Hosting;

public class PaperExchangeTests
{
    [Fact]
    public async Task An_order_waits_for_a_book_that_can_be_trusted_and_is_answered_through_the_engines_queue()
    {
        await using var feed = new FeedUnderTest();
        var paper = new PaperExchange(
            new SimulatedExchange(Backtests.Bitcoin, Backtests.Fills(), 1_000), feed.Feed, feed.Queue.Writer);
        paper.Submit(Orders.Buying(2));
        paper.Advance(feed.Now);
        feed.Queue.Reader.TryRead(out _).Should().BeFalse("there is no book yet");

        feed.Book(bid: 99, ask: 101, quantity: 5);
        paper.Advance(feed.Now);
        paper.Advance(feed.Now);

        feed.Queue.Reader.TryRead(out var answer).Should().BeTrue();
        var fill = ((EngineEvent.OrderAnswered)answer!).Outcome.Fill;
        (fill.Price, fill.Volume, fill.Cost, fill.Fee).Should().Be((101m, 2m, 202m, 0.5252m));
        feed.Queue.Reader.TryRead(out _).Should().BeFalse("an order is filled once");
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
        var paper = new PaperExchange(
            new SimulatedExchange(Backtests.Bitcoin, Backtests.Fills(), 1_000), feed.Feed, feed.Queue.Writer);
        feed.Book(bid: 99, ask: 101, quantity: 5);
        paper.Submit(Orders.Buying(1));
        paper.Submit(Orders.Buying(1));

        paper.Advance(feed.Now);

        feed.Queue.Reader.TryRead(out _).Should().BeTrue();
        await feed.Queue.Reader.Completion.Awaiting(completion => completion)
            .Should().ThrowAsync<TradingBot.Cli.UserError>().WithMessage("*queue is full*");
    }
}
