using System.Text.Json;
using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Simulators.Kraken.Sockets;
using TradingBot.Simulators.Matching;

namespace TradingBot.Tests.Simulators;

public class PublicSocketTests
{
    [Fact]
    public void The_published_checksum_is_computed()
    {
        // docs.kraken.com, guide book-checksum-v2
        var asks = Levels(
            "45285.2 0.00100000 45286.4 1.54571953 45286.6 1.54571109 45289.6 1.54560911 45290.2 0.15890660 "
            + "45291.8 1.54553491 45294.7 0.04454749 45296.1 0.35380000 45297.5 0.09945542 45299.5 0.18772827");
        var bids = Levels(
            "45283.5 0.10000000 45283.4 1.54582015 45282.1 0.10000000 45281.0 0.10000000 45280.3 1.54592586 "
            + "45279.0 0.07990000 45277.6 0.03310103 45277.5 0.30000000 45277.3 1.54602737 45276.6 0.15445238");

        Checksum.Of(PairCatalog.Of("XBTUSD").Instrument, asks, bids).Should().Be(3310070434);
    }

    [Fact]
    public async Task The_status_comes_by_itself_and_a_ping_is_answered()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();

        var status = await socket.ChannelAsync("status");
        var pong = await socket.AskAsync("""{"method":"ping","req_id":101}""");

        status.GetProperty("data")[0].GetProperty("system").GetString().Should().Be("online");
        status.GetProperty("data")[0].GetProperty("connection_id").GetUInt64().Should().BeGreaterThan(long.MaxValue);
        (pong.GetProperty("method").GetString(), pong.GetProperty("req_id").GetInt32()).Should().Be(("pong", 101));
        pong.EnumerateObject().Select(p => p.Name).Should().Equal("method", "req_id", "time_in", "time_out");
    }

    [Fact]
    public async Task Each_symbol_of_a_subscription_is_answered_by_itself()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();

        await socket.SendAsync(
            """{"method":"subscribe","params":{"channel":"trade","symbol":["BTC/USD","WWW/USD"]},"req_id":7}""");
        var (accepted, refused) = (await socket.ReplyAsync(), await socket.ReplyAsync());

        accepted.GetProperty("success").GetBoolean().Should().BeTrue();
        accepted.GetProperty("result").GetProperty("symbol").GetString().Should().Be("BTC/USD");
        refused.GetProperty("error").GetString().Should().Be("Currency pair not supported WWW/USD");
        refused.TryGetProperty("result", out _).Should().BeFalse();
        refused.GetProperty("req_id").GetInt32().Should().Be(7);
    }

    [Theory]
    [InlineData("""{"method":"subscribe","params":{"channel":"weather","symbol":["BTC/USD"]}}""", "Subscription name invalid")]
    [InlineData("""{"method":"subscribe","params":{"channel":"executions","token":"x"}}""", "Subscription name invalid")]
    [InlineData("""{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":11}}""", "Subscription depth not supported")]
    [InlineData("""{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":"10"}}""", "Depth field must be an integer")]
    [InlineData("""{"method":"subscribe","params":{"channel":"ohlc","symbol":["BTC/USD"],"interval":2}}""", "Subscription ohlc interval not supported")]
    [InlineData("""{"method":"unsubscribe","params":{"channel":"trade","symbol":["BTC/USD"]}}""", "Subscription Not Found")]
    [InlineData("""{"method":"dance"}""", "Unsupported event")]
    [InlineData("""{"method":"add_order","params":{}}""", "Unsupported event")]
    [InlineData("""{"method":"ping","req_id":"1"}""", "Req_id field must be an integer")]
    [InlineData("not json", "Malformed request")]
    [InlineData("[[[[", "Malformed request")]
    [InlineData("""{"method":"\ud800"}""", "Malformed request")]
    public async Task A_wrong_request_is_answered_and_the_socket_lives_on(string request, string error)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();

        var answer = await socket.AskAsync(request);
        var pong = await socket.AskAsync("""{"method":"ping"}""");

        answer.GetProperty("error").GetString().Should().Be(error);
        answer.GetProperty("success").GetBoolean().Should().BeFalse();
        pong.GetProperty("method").GetString().Should().Be("pong");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task The_book_of_a_client_that_follows_the_guide_has_every_checksum(int depth)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();
        await socket.AskAsync(
            $$$"""{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":{{{depth}}}}}""");
        var (book, first) = (new PlainBook(depth), await socket.ChannelAsync("book"));

        first.GetProperty("type").GetString().Should().Be("snapshot");
        book.Apply(first).Should().BeTrue();
        for (var minute = 0; minute < 20; minute++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.9999m)}&volume=0.01");
        }

        await socket.SendAsync("""{"method":"ping"}""");
        var updates = 0;
        for (var text = await socket.TextAsync(); !text!.Contains("pong", StringComparison.Ordinal); text = await socket.TextAsync())
        {
            var message = Rig.Parse(text);
            if (message.GetProperty("channel").GetString() != "book")
                continue;
            book.Apply(message).Should().BeTrue();
            (book.BestBid < book.BestAsk, book.Levels).Should().Be((true, depth));
            updates++;
        }

        updates.Should().BeGreaterThan(80, "four trades a minute, and orders of our own");
    }

    [Fact]
    public async Task Trades_candles_and_the_ticker_agree_with_the_tape()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();
        foreach (var channel in new[] { "trade", "ticker" })
            await socket.AskAsync(
                $$$"""{"method":"subscribe","params":{"channel":"{{{channel}}}","symbol":["BTC/USD"]}}""");
        await socket.AskAsync("""{"method":"subscribe","params":{"channel":"ohlc","symbol":["BTC/USD"],"interval":5,"snapshot":false}}""");
        var before = rig.Kraken.Record().Tape["XBTUSD"].Count;

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var printed = rig.Kraken.Record().Tape["XBTUSD"].Skip(before).ToList();

        foreach (var expected in printed)
        {
            var trade = (await socket.ChannelAsync("trade")).GetProperty("data")[0];
            (trade.GetProperty("trade_id").GetInt64(), trade.GetProperty("price").GetDecimal(), trade.GetProperty("qty").GetDecimal())
                .Should().Be((expected.Id, expected.Price, expected.Volume));
            (await socket.ChannelAsync("ticker")).GetProperty("data")[0].GetProperty("last").GetDecimal().Should().Be(
                expected.Price);
            (await socket.ChannelAsync("ohlc")).GetProperty("data")[0].GetProperty("close").GetDecimal().Should().Be(
                expected.Price);
        }
    }

    [Fact]
    public async Task A_subscribed_socket_hears_a_heartbeat_in_a_quiet_second()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();
        await socket.AskAsync("""{"method":"subscribe","params":{"channel":"instrument"}}""");

        rig.Time.Advance(TimeSpan.FromSeconds(3));

        (await socket.ChannelAsync("heartbeat")).EnumerateObject().Should().HaveCount(1);
    }

    [Fact]
    public async Task A_socket_without_a_subscription_is_closed_after_a_minute()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();
        await socket.ChannelAsync("status");

        rig.Time.Advance(TimeSpan.FromSeconds(65));

        (await socket.EndsAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Numbers_are_json_numbers_with_the_digits_of_the_pair()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PublicSocketAsync();
        await socket.AskAsync("""{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"]}}""");

        var level = (await socket.ChannelAsync("book")).GetProperty("data")[0].GetProperty("bids")[0];

        level.GetProperty("price").ValueKind.Should().Be(JsonValueKind.Number);
        level.GetProperty("price").GetRawText().Should().MatchRegex(@"^\d+\.\d$");
        level.GetProperty("qty").GetRawText().Should().MatchRegex(@"^\d+\.\d{8}$");
    }

    private static List<LadderLevel> Levels(string text) =>
        [.. text.Split(' ').Select(number => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).Chunk(2)
            .Select(pair => new LadderLevel(pair[0], pair[1]))];
}
