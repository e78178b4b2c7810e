namespace TradingBot.Tests.Hosting;

public class MarketFeedTests
{
    [Fact]
    public async Task The_clock_is_passed_on_only_once_the_tape_is_known_and_in_silence_three_seconds_late()
    {
        await using var feed = new FeedUnderTest();
        await feed.AdvanceAsync(5);
        feed.Events().Should().BeEmpty("nothing is known of the tape yet");

        feed.Trades(firstId: 1000, count: 2);
        for (var second = 0; second < 3; second++)
        {
            await feed.AdvanceAsync(1);
            feed.Heartbeat();
        }

        feed.Events().Should().Equal("trade 1000", "trade 1001", "clock 2", "clock 3", "clock 4");
    }

    [Fact]
    public async Task On_a_line_without_even_a_heartbeat_the_clock_stands_still()
    {
        await using var feed = new FeedUnderTest();
        feed.Trades(firstId: 1000, count: 1);
        await feed.AdvanceAsync(1);
        feed.Heartbeat();
        await feed.AdvanceAsync(9);

        feed.Events().Should().Equal("trade 1000", "clock -0.5");
    }

    [Fact]
    public async Task What_the_exchange_has_stamped_moves_the_clock_half_a_second_behind_it()
    {
        await using var feed = new FeedUnderTest();
        feed.Trades(firstId: 1000, count: 10);
        await feed.AdvanceAsync(1);

        feed.Events().Should().EndWith("clock 8.5", "the last trade is of second 9");
    }

    [Fact]
    public async Task Missing_trades_are_fetched_before_anything_newer_and_the_clock_waits_for_them()
    {
        await using var feed = new FeedUnderTest(1000, TapeOf(1000, 1001, 1002, 1003));
        feed.Trades(firstId: 1000, count: 1);
        feed.Trades(firstId: 1003, count: 2);
        feed.Events().Should().Equal("trade 1000");

        await feed.AdvanceAsync(1);
        feed.Events().Should().Equal("trade 1001", "trade 1002", "trade 1003", "trade 1004");
        await feed.AdvanceAsync(1);

        feed.Events().Should().Equal("clock 3.5");
        feed.Rest.Requests.Should().ContainSingle().Which.Path.Should().StartWith("/0/public/Trades?pair=XXBTZUSD&since=");
    }

    [Fact]
    public async Task Trades_of_a_snapshot_from_before_the_history_ends_are_not_given_to_the_engine()
    {
        await using var feed = new FeedUnderTest(1000, """{"XXBTZUSD":[],"last":"1795176002000000000"}""");
        (await feed.Time.RunAsync(feed.Feed.PrimeAsync(feed.Now.AddSeconds(2), CancellationToken.None))).Should().BeNull();

        feed.Trades(firstId: 1000, count: 4);

        feed.Events().Should().Equal("trade 1002", "trade 1003");
    }

    [Fact]
    public async Task A_lost_connection_stops_the_clock_until_the_tape_is_back()
    {
        await using var feed = new FeedUnderTest();
        feed.Trades(firstId: 1000, count: 1);
        feed.Feed.Receive(new TradingBot.Kraken.Sockets.SocketMessage.Disconnected("test"));
        await feed.AdvanceAsync(5);
        feed.Events().Should().Equal("trade 1000");

        feed.Trades(firstId: 1001, count: 1);
        await feed.AdvanceAsync(1);

        feed.Events().Should().Equal("trade 1001", "clock 2");
    }

    [Fact]
    public async Task A_book_whose_checksum_is_wrong_is_not_traded_on()
    {
        await using var feed = new FeedUnderTest();
        feed.Book(bid: 99, ask: 101, quantity: 1);
        feed.Feed.Book.IsLive.Should().BeTrue();

        feed.Book(bid: 99, ask: 102, quantity: 1, isRight: false);

        (feed.Feed.Book.IsLive, feed.Feed.Book.Mismatches).Should().Be((false, 1));
    }

    [Fact]
    public async Task A_full_queue_ends_the_feed_with_an_error_rather_than_lose_a_trade()
    {
        await using var feed = new FeedUnderTest(queueLength: 3);
        feed.Trades(firstId: 1000, count: 5);

        feed.Events().Should().HaveCount(3);
        await feed.Queue.Reader.Completion.Awaiting(completion => completion)
            .Should().ThrowAsync<TradingBot.Cli.UserError>().WithMessage("*queue is full*");
    }

    private static string TapeOf(params long[] ids)
    {
        var rows = string.Join(',', ids.Select(Row));
        return $$"""{"XXBTZUSD":[{{rows}}],"last":"1795176003000000000"}""";
    }

    private static string Row(long id)
    {
        var time = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc).AddSeconds(id - 1000) - DateTime.UnixEpoch;
        return FormattableString.Invariant($"[\"100.0\",\"1.00000000\",{time.TotalSeconds:F7},\"b\",\"m\",\"\",{id}]");
    }
}
