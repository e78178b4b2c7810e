using TradingBot.Simulators.Kraken.Faults;

namespace TradingBot.Tests.Simulators;

public class SocketFaultTests
{
    [Fact]
    public async Task A_subscription_can_be_acknowledged_and_stay_silent_while_others_go_on()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("book", FaultKind.SilentSocket) });
        await using var socket = await rig.PublicSocketAsync();
        (await socket.AskAsync(Subscribe("book"))).GetProperty("success").GetBoolean().Should().BeTrue();
        await socket.AskAsync(Subscribe("trade"));

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await socket.SendAsync("""{"method":"ping"}""");
        var channels = await ChannelsUntilPongAsync(socket);

        channels.Should().Contain("trade").And.NotContain("book");
    }

    [Fact]
    public async Task A_channel_can_fall_silent_in_the_middle_and_speaks_again_when_it_is_subscribed_to_anew()
    {
        var rule = new FaultRule { Fault = FaultKind.SilentChannel, On = "trade", Skip = 1 };
        await using var rig = await Rig.StartAsync(options => options with { Faults = Rig.Faults(rule) });
        await using var socket = await rig.PublicSocketAsync();
        await socket.AskAsync(Subscribe("trade"));
        await socket.AskAsync(Subscribe("book"));
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await socket.SendAsync("""{"method":"ping"}""");

        var channels = await ChannelsUntilPongAsync(socket);
        channels.Count(channel => channel == "trade").Should().Be(1);
        channels.Count(channel => channel == "book").Should().BeGreaterThan(1);

        await socket.AskAsync(Subscribe("trade").Replace("subscribe", "unsubscribe", StringComparison.Ordinal));
        await socket.AskAsync(Subscribe("trade"));
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        (await socket.ChannelAsync("trade")).GetProperty("data").GetArrayLength().Should().BePositive();
    }

    [Fact]
    public async Task A_whole_connection_can_go_silent()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("connection", FaultKind.SilentSocket) });
        await using var socket = await rig.PublicSocketAsync();
        await socket.AskAsync(Subscribe("trade"));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await socket.SendAsync("""{"method":"ping"}""");

        rig.Kraken.DropConnections();

        (await ChannelsUntilPongAsync(socket)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_checksum_can_be_wrong_once()
    {
        var rule = new FaultRule { Fault = FaultKind.WrongChecksum, On = "book", Skip = 2 };
        await using var rig = await Rig.StartAsync(options => options with { Faults = Rig.Faults(rule) });
        await using var socket = await rig.PublicSocketAsync();
        await socket.SendAsync(Subscribe("book"));
        var book = new PlainBook(10);
        rig.Time.Advance(TimeSpan.Zero);

        var right = new List<bool> { book.Apply(await socket.ChannelAsync("book")) };
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        while (right.Count < 5)
            right.Add(book.Apply(await socket.ChannelAsync("book")));

        right.Should().Equal(true, true, false, true, true);
    }

    [Fact]
    public async Task A_message_can_be_lost_with_its_sequence_number()
    {
        var rule = new FaultRule { Fault = FaultKind.SequenceGap, On = "executions", Skip = 1 };
        await using var rig = await Rig.StartAsync(options => options with { Faults = Rig.Faults(rule) });
        await using var socket = await rig.PrivateSocketAsync();
        await socket.AskAsync(TestSocket.Subscription(await rig.TokenAsync(), "executions"));

        await rig.OrderAsync("type=buy&ordertype=market&volume=0.01");
        var sequences = new List<long>();
        while (sequences.Count < 4)
            sequences.Add((await socket.ChannelAsync("executions")).GetProperty("sequence").GetInt64());

        sequences.Should().Equal(1, 3, 4, 5);
    }

    [Fact]
    public async Task An_order_by_socket_can_lose_its_answer_or_get_it_twice()
    {
        await using var rig = await Rig.StartAsync(options => options with
        {
            Faults = Rig.Faults(
                new FaultRule { Fault = FaultKind.LostReply, On = "add_order" },
                new FaultRule { Fault = FaultKind.ReplyTwice, On = "add_order" },
                new FaultRule { Fault = FaultKind.DroppedConnection, On = "add_order" }),
        });
        await using var socket = await rig.PrivateSocketAsync();
        var order =
            $$$"""{"method":"add_order","params":{"token":"{{{await rig.TokenAsync()}}}","symbol":"BTC/USD","side":"buy","order_type":"market","order_qty":0.01},"req_id":NUMBER}""";
        string Numbered(int number) => order.Replace("NUMBER", $"{number}", StringComparison.Ordinal);

        await socket.SendAsync(Numbered(1));
        await socket.SendAsync(Numbered(2));
        int[] answered =
            [(await socket.ReplyAsync()).GetProperty("req_id").GetInt32(), (await socket.ReplyAsync()).GetProperty("req_id").GetInt32()];
        await socket.SendAsync(Numbered(3));

        answered.Should().Equal(2, 2);
        (await socket.EndsAsync()).Should().BeTrue();
        rig.Kraken.Record().Orders.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("limit", ""","cl_ord_id":"mine" """, 1)]
    [InlineData("limit", "", 2)]
    [InlineData("market", ""","cl_ord_id":"mine" """, 2)]
    public async Task An_order_that_arrives_twice_is_refused_the_second_time_only_while_its_id_is_open(
        string kind, string id, int orders)
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("add_order", FaultKind.RequestTwice) });
        await using var socket = await rig.PrivateSocketAsync();
        var price = kind == "limit" ? $$""","limit_price":{{rig.Price(0.9m)}}""" : "";

        await socket.SendAsync(
            $$$"""{"method":"add_order","params":{"token":"{{{await rig.TokenAsync()}}}","symbol":"BTC/USD","side":"buy","""
            + $$$""" "order_type":"{{{kind}}}","order_qty":0.01{{{price}}}{{{id}}}},"req_id":7}""");
        var (first, second) = (await socket.ReplyAsync(), await socket.ReplyAsync());

        first.GetProperty("success").GetBoolean().Should().BeTrue();
        second.GetProperty("req_id").GetInt32().Should().Be(7);
        second.GetProperty("success").GetBoolean().Should().Be(orders == 2);
        if (orders == 1)
            second.GetProperty("error").GetString().Should().Be("EGeneral:Invalid arguments:cl_ord_id not unique");
        rig.Kraken.Record().Orders.Should().HaveCount(orders);
    }

    private static FaultScenario On(string occasion, FaultKind kind, int milliseconds = 0) =>
        Rig.Faults(new FaultRule { Fault = kind, On = occasion, Milliseconds = milliseconds });

    private static string Subscribe(string channel) =>
        $$$"""{"method":"subscribe","params":{"channel":"{{{channel}}}","symbol":["BTC/USD"]}}""";

    private static async Task<List<string?>> ChannelsUntilPongAsync(TestSocket socket)
    {
        var channels = new List<string?>();
        while (await socket.TextAsync() is { } text && !text.Contains("pong", StringComparison.Ordinal))
            channels.Add(Rig.Parse(text).TryGetProperty("channel", out var channel) ? channel.GetString() : null);
        return channels;
    }
}
