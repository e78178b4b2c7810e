using System.Globalization;
using System.Text.Json;
using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Simulators.Kraken.Sockets;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Tests.Simulators;

/// <summary>The book order by order, on both ways.</summary>
public class Level3Tests
{
    [Fact]
    public void The_checksum_goes_order_by_order_through_ten_prices()
    {
        var rules = PairCatalog.Of("XBTUSD").Instrument;
        BookOrder[] asks = [Order("45285.2", "0.001"), Order("45285.2", "1.5"), Order("45286.4", "1.54571953")];
        LadderLevel[] same = [.. asks.Select(order => new LadderLevel(order.Price, order.Volume))];
        var eleven = Enumerable.Range(0, 11).Select(i => Order($"{45_000 - i}.0", "1")).ToList();

        Checksum.Of(rules, asks, (BookOrder[])[]).Should().Be(Checksum.Of(rules, same, []));
        Checksum.Of(rules, (BookOrder[])[], eleven).Should().Be(Checksum.Of(rules, (BookOrder[])[], eleven.Take(10)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_client_keeps_the_book_by_events_through_trades_and_own_orders(int depth)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var book = new PlainOrders(depth);
        var ack = await socket.AskAsync(Subscribe(await rig.TokenAsync(), $",\"depth\":{depth}"));
        ack.GetProperty("result").GetProperty("depth").GetInt32().Should().Be(depth);
        var snapshot = await socket.ChannelAsync("level3");
        (snapshot.GetProperty("type").GetString(), book.Apply(snapshot)).Should().Be(("snapshot", true));

        for (var minute = 0; minute < 10; minute++)
        {
            await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.9999m)}&volume=0.01");
            await rig.OrderAsync("type=buy&ordertype=market&volume=0.05");
            await rig.OrderAsync($"type=sell&ordertype=iceberg&price={rig.Price(1.0001m)}&volume=0.01&displayvol=0.001");
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await rig.ResultAsync("CancelAll");
        }

        await socket.SendAsync("""{"method":"ping"}""");
        var updates = 0;
        for (var text = await socket.TextAsync(); !text!.Contains("pong", StringComparison.Ordinal); text = await socket.TextAsync())
        {
            var message = Rig.Parse(text);
            if (message.GetProperty("channel").GetString() != "level3")
                continue;
            book.Apply(message).Should().BeTrue($"update {updates}");
            book.Asks.Select(order => order.Price).Distinct().Should().HaveCount(depth);
            updates++;
        }

        updates.Should().BeGreaterThan(40, "four trades a minute, and orders of our own");
    }

    [Fact]
    public async Task An_order_of_ones_own_is_there_under_its_id_with_what_it_shows()
    {
        await using var rig = await Rig.StartAsync();
        var price = rig.Price(0.9999m);
        var id = await rig.OrderAsync($"type=buy&ordertype=iceberg&price={price}&volume=0.3&displayvol=0.1");
        await rig.OrderAsync("type=sell&ordertype=stop-loss&price=5000&volume=0.1");

        var book = await rig.ResultAsync("Level3", "pair=BTC/USD&depth=250");

        book.GetProperty("pair").GetString().Should().Be("BTC/USD");
        var own = book.GetProperty("bids").EnumerateArray().Single(order => order.GetProperty("order_id").GetString() == id);
        (Number(own, "price"), own.GetProperty("qty").GetString()).Should().Be((decimal.Parse(price, CultureInfo.InvariantCulture), "0.10000000"));
        own.GetProperty("timestamp").GetInt64().Should().BeGreaterThan(1_000_000_000_000_000_000);
        Number(book.GetProperty("bids")[0], "price").Should().BeLessThan(Number(book.GetProperty("asks")[0], "price"));
    }

    [Fact]
    public async Task Its_orders_add_up_to_the_levels_of_the_book()
    {
        await using var rig = await Rig.StartAsync();
        await rig.OrderAsync("type=buy&ordertype=market&volume=0.2");

        var orders = (await rig.ResultAsync("Level3", "pair=XBTUSD&depth=25")).GetProperty("asks").EnumerateArray()
            .GroupBy(order => order.GetProperty("price").GetString())
            .Select(level => (level.Key, decimal.Round(level.Sum(order => Number(order, "qty")), 3)));
        var levels = (await rig.PublicAsync("Depth?pair=XBTUSD&count=25")).GetProperty("result").GetProperty("XXBTZUSD")
            .GetProperty("asks").EnumerateArray()
            .Select(level => (level[0].GetString(), decimal.Parse(level[1].GetString()!, CultureInfo.InvariantCulture)));

        orders.Should().Equal(levels!);
    }

    [Theory]
    [InlineData(",\"depth\":25", "Subscription depth not supported")]
    [InlineData(",\"token\":\"none\"", "ESession:Invalid session")]
    public async Task A_wrong_subscription_is_refused(string more, string error)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        var token = more.Contains("token", StringComparison.Ordinal) ? null : await rig.TokenAsync();

        (await socket.AskAsync(Subscribe(token, more))).GetProperty("error").GetString().Should().Be(error);
    }

    [Fact]
    public async Task A_symbol_has_one_depth_and_the_public_socket_none()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        await using var open = await rig.PublicSocketAsync();
        var token = await rig.TokenAsync();
        await socket.AskAsync(Subscribe(token, ""));

        (await socket.AskAsync(Subscribe(token, ",\"depth\":100"))).GetProperty("error").GetString().Should().StartWith(
            "Already subscribed");
        (await open.AskAsync(Subscribe(token, ""))).GetProperty("error").GetString().Should().Be("Subscription name invalid");
        (await rig.ErrorAsync("Level3", "pair=XBTUSD&depth=11")).Should().Be("EGeneral:Invalid arguments:depth");
    }

    private static string Subscribe(string? token, string more)
    {
        var named = token is null ? "" : $",\"token\":\"{token}\"";
        return $$$"""{"method":"subscribe","params":{"channel":"level3","symbol":["BTC/USD"]{{{named}}}{{{more}}}}}""";
    }

    private static BookOrder Order(string price, string volume) => new(
        "O", decimal.Parse(price, CultureInfo.InvariantCulture), decimal.Parse(volume, CultureInfo.InvariantCulture), 0, null);

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
