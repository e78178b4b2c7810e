using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Hosting;

public class SocketFeedTests
{
    [Fact]
    public async Task A_trade_channel_that_falls_silent_while_the_book_lives_closes_no_candle_without_its_trades()
    {
        await using var feed = new FeedUnderTest(1000, FeedUnderTest.TapeOf(1001, 1002, 1059));
        feed.Trades(firstId: 1000, count: 2);
        feed.Events().Should().Equal("trade 1000", "trade 1001");

        feed.BookStampedAt(62);
        await feed.AdvanceAsync(1);
        feed.Events().Should().Equal("trade 1002", "trade 1059", "clock 60");

        feed.Log.Should().Contain("REST has trades that the trade channel did not deliver; subscribing again");
    }

    [Fact]
    public async Task A_trade_of_the_next_candle_with_the_next_id_is_proof_enough_and_nothing_is_asked()
    {
        await using var feed = new FeedUnderTest();
        feed.Trades(firstId: 1000, count: 61);
        feed.BookStampedAt(100);
        await feed.AdvanceAsync(5);

        feed.Events().Should().HaveCount(61).And.EndWith("trade 1060");
        feed.Questions.Should().Be(0);
    }

    [Fact]
    public async Task In_a_quiet_market_each_candle_end_is_proven_by_one_question_three_seconds_after_it()
    {
        await using var feed = new FeedUnderTest();
        feed.Trades(firstId: 1000, count: 1);
        feed.PongAt(0);
        await feed.AdvanceAsync(62);
        feed.Events().Should().Equal("trade 1000");
        feed.Questions.Should().Be(0);

        await feed.AdvanceAsync(2);
        feed.Events().Should().Equal("clock 60");
        feed.Questions.Should().Be(1);
        feed.Log.Should().NotContain("subscribing");
        await feed.AdvanceAsync(60);

        feed.Events().Should().Equal("clock 120");
        feed.Questions.Should().Be(2);
    }

    [Fact]
    public async Task While_REST_does_not_answer_the_clock_stands_still()
    {
        await using var feed = new FeedUnderTest(
            1000, FeedUnderTest.Refused, FeedUnderTest.Refused, FeedUnderTest.TapeOf(1000, 1119));
        feed.Trades(firstId: 1000, count: 1);
        feed.PongAt(60);
        await feed.AdvanceAsync(6);
        feed.Questions.Should().Be(2, "the answer of two seconds ago would only come back from the cache");
        feed.Events().Should().Equal("trade 1000");

        feed.PongAt(123);
        await feed.AdvanceAsync(2);

        feed.Events().Should().Equal("trade 1119", "clock 120");
    }

    [Fact]
    public async Task Without_a_connection_candles_go_on_by_REST()
    {
        await using var feed = new FeedUnderTest(1000, FeedUnderTest.TapeOf(1000, 1001));
        feed.Trades(firstId: 1000, count: 1);
        feed.PongAt(0);
        feed.Receive(new SocketMessage.Disconnected("test"));
        await feed.AdvanceAsync(185);

        feed.Events().Should().Equal("trade 1000", "trade 1001", "clock 60", "clock 120", "clock 180");
        feed.Log.Should().NotContain("subscribing", "that is the reconnect's job");
    }

    [Fact]
    public async Task Missing_trades_are_fetched_before_anything_newer()
    {
        await using var feed = new FeedUnderTest(1000, FeedUnderTest.TapeOf(1000, 1001, 1002, 1003));
        feed.Trades(firstId: 1000, count: 1);
        feed.Trades(firstId: 1003, count: 2);
        feed.Events().Should().Equal("trade 1000");

        await feed.AdvanceAsync(1);

        feed.Events().Should().Equal("trade 1001", "trade 1002", "trade 1003", "trade 1004");
        feed.Rest.Requests.Should().ContainSingle().Which.Path.Should().StartWith("/0/public/Trades?pair=XXBTZUSD&since=");
    }

    [Fact]
    public async Task Trades_of_a_snapshot_from_before_the_history_ends_are_not_given_to_the_engine()
    {
        await using var feed = new FeedUnderTest(1000, FeedUnderTest.TapeOf(Array.Empty<long>()));
        (await feed.Time.RunAsync(feed.Tape.PrimeAsync(feed.Now.AddSeconds(2), CancellationToken.None))).Should().BeNull();

        feed.Trades(firstId: 1000, count: 4, isSnapshot: true);

        feed.Events().Should().Equal("trade 1002", "trade 1003");
    }

    [Fact]
    public async Task In_a_market_that_stands_still_an_older_trade_tells_which_id_comes_next()
    {
        await using var feed = new FeedUnderTest(
            1000, FeedUnderTest.TapeOf(Array.Empty<long>()), FeedUnderTest.TapeOf(990, 991));
        await feed.Time.RunAsync(feed.Tape.PrimeAsync(feed.Now, CancellationToken.None));

        feed.Trades(firstId: 1001, count: 50, isSnapshot: true);

        feed.Events().Should().BeEmpty("trades 992 to 1000 are missing");
    }

    [Fact]
    public async Task A_repeated_snapshot_delivers_nothing_and_a_lower_id_alone_is_left_out()
    {
        await using var feed = new FeedUnderTest();
        feed.Trades(firstId: 1000, count: 3, isSnapshot: true);
        feed.Trades(firstId: 1000, count: 4, isSnapshot: true);
        feed.Log.Should().NotContain("id below");
        feed.Trade(id: 17, second: 4);
        feed.Trades(firstId: 1004, count: 1);

        feed.Events().Should().Equal("trade 1000", "trade 1001", "trade 1002", "trade 1003", "trade 1004");
        feed.Log.Should().Contain("A new trade has an id below 1003");
    }

    [Fact]
    public async Task A_tape_whose_ids_have_jumped_back_ends_the_session_rather_than_make_wrong_candles()
    {
        await using var feed = new FeedUnderTest(1000, FeedUnderTest.TapeOf((1000, 0), (17, 30), (18, 31)));
        feed.Trades(firstId: 1000, count: 1);
        feed.PongAt(63);
        await feed.AdvanceAsync(1);

        feed.Events().Should().Equal("trade 1000");
        await feed.Queue.Reader.Completion.Awaiting(completion => completion)
            .Should().ThrowAsync<FeedFailedException>().WithMessage("*jumped back below 1000*");
    }

    [Fact]
    public async Task A_book_whose_checksum_is_wrong_is_not_traded_on()
    {
        await using var feed = new FeedUnderTest();
        feed.Book(bid: 99, ask: 101, quantity: 1);
        feed.Feed.TryShowBook(book => book.Asks[0].Price.Should().Be(101)).Should().BeTrue();

        feed.Book(bid: 99, ask: 102, quantity: 1, isRight: false);

        feed.Feed.TryShowBook(_ => { }).Should().BeFalse();
    }

    [Fact]
    public async Task A_full_queue_ends_the_feed_with_an_error_rather_than_lose_a_trade()
    {
        await using var feed = new FeedUnderTest(queueLength: 3);
        feed.Trades(firstId: 1000, count: 5);

        feed.Events().Should().HaveCount(3);
        await feed.Queue.Reader.Completion.Awaiting(completion => completion)
            .Should().ThrowAsync<FeedFailedException>().WithMessage("*queue is full*");
    }
}
