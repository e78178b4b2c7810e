using System.Globalization;
using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>A value that nobody can read is refused: it is never taken for another one.</summary>
public class WrongValueTests
{
    private const string Order = "pair=XBTUSD&type=buy&ordertype=limit&price=1000&volume=0.01";

    [Theory]
    [InlineData("stptype=bogus", "EGeneral:Invalid arguments:stptype")]
    [InlineData("trigger=bogus", "EGeneral:Invalid arguments:trigger")]
    [InlineData("displayvol=0.005", "EGeneral:Invalid arguments:displayvol")]
    [InlineData("oflags=fcib,fciq", "EGeneral:Invalid arguments:oflags")]
    [InlineData("oflags=post,fciq,fcib", "EGeneral:Invalid arguments:oflags")]
    [InlineData("reduce_only=true", "EOrder:Reduce only:No position exists")]
    [InlineData("reduce_only=maybe", "EGeneral:Invalid arguments:reduce_only")]
    [InlineData("validate=yes", "EGeneral:Invalid arguments:validate")]
    [InlineData("validate=2", "EGeneral:Invalid arguments:validate")]
    [InlineData("leverage=2", "EGeneral:Permission denied")]
    public async Task A_wrong_value_of_an_order_is_refused_and_nothing_is_placed(string wrong, string error)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.ErrorAsync("AddOrder", $"{Order}&{wrong}")).Should().Be(error);

        rig.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Theory]
    [InlineData("true")]
    [InlineData("TRUE")]
    [InlineData("True")]
    [InlineData("1")]
    public async Task However_true_is_written_an_order_that_is_only_checked_is_not_placed(string yes)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.ResultAsync("AddOrder", $"{Order}&validate={yes}")).TryGetProperty("txid", out _).Should().BeFalse();

        rig.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task An_amendment_to_no_volume_is_refused_and_the_order_stays(string volume)
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01");

        (await rig.ErrorAsync("AmendOrder", $"txid={id}&order_qty={volume}"))
            .Should().Be("EGeneral:Invalid arguments:order_qty");

        rig.Kraken.Record().Orders.Should().ContainSingle(order => !order.IsOver);
    }

    [Fact]
    public async Task An_edit_that_is_only_checked_changes_nothing()
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01");

        await rig.ResultAsync("EditOrder", $"pair=XBTUSD&txid={id}&volume=0.02&validate=TRUE");

        rig.Kraken.Record().Orders.Should().ContainSingle(order => !order.IsOver && order.Volume == 0.01m);
    }

    [Theory]
    [InlineData("stptype=cancel-oldest&trigger=index&oflags=fcib")]
    [InlineData("stptype=cancel-both&trigger=last&oflags=post,fciq&reduce_only=false&leverage=none")]
    public async Task What_Kraken_knows_is_taken(string fine)
    {
        await using var rig = await Rig.StartAsync();

        await rig.ResultAsync("AddOrder", $"{Order}&{fine}");
    }

    [Theory]
    [InlineData(""","limit_pric":1""", "Unsupported field: 'limit_pric' for the given msg type: add order")]
    [InlineData(""","leverage":2""", "Unsupported field: 'leverage' for the given msg type: add order")]
    [InlineData(""","triggers":{"price":1,"colour":"red"}""", "Unsupported field: 'colour' for the given msg type: add order")]
    [InlineData(""","conditional":{"order_type":"limit","limit_price":2000,"size":1}""", "Unsupported field: 'size' for the given msg type: add order")]
    [InlineData(""","stp_type":"cancel-newest" """, "EGeneral:Invalid arguments:stp_type")]
    [InlineData(""","fee_preference":"gold" """, "EGeneral:Invalid arguments:fee_preference")]
    [InlineData(""","display_qty":0.005""", "EGeneral:Invalid arguments:displayvol")]
    [InlineData(""","reduce_only":true""", "EOrder:Reduce only:No position exists")]
    [InlineData(""","limit_price_type":"pct" """, "EGeneral:Invalid arguments:limit_price_type")]
    [InlineData(""","validate":"true" """, "Validate field must be a boolean")]
    public async Task A_wrong_field_or_value_on_the_socket_is_refused_and_nothing_is_placed(string wrong, string error)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();

        var answer = await socket.AskAsync(
            $$$"""{"method":"add_order","params":{"token":"{{{await rig.TokenAsync()}}}","symbol":"BTC/USD","side":"buy","order_type":"limit","order_qty":0.01,"limit_price":1000{{{wrong}}}},"req_id":3}""");

        (answer.GetProperty("success").GetBoolean(), answer.GetProperty("error").GetString()).Should().Be((false, error));
        answer.GetProperty("req_id").GetInt32().Should().Be(3);
        rig.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Theory]
    [InlineData("cancel_order", ""","txid":["O"]""", "Unsupported field: 'txid' for the given msg type: cancel order")]
    [InlineData("cancel_all", ""","symbol":"BTC/USD" """, "Unsupported field: 'symbol' for the given msg type: cancel all")]
    [InlineData("batch_add", ""","symbol":"BTC/USD","orders":[{"pair":1},{}]""", "Unsupported field: 'pair' for the given msg type: batch add")]
    [InlineData("subscribe", ""","channel":"executions","snap_order":true""", "Unsupported field: 'snap_order' for the given msg type: subscribe")]
    public async Task Every_method_refuses_what_it_would_not_read(string method, string more, string error)
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();

        var answer = await socket.AskAsync(
            $$$"""{"method":"{{{method}}}","params":{"token":"{{{await rig.TokenAsync()}}}"{{{more}}}}}""");

        answer.GetProperty("error").GetString().Should().Be(error);
    }

    [Theory]
    [InlineData("TradesHistory", "type=bogus", "EGeneral:Invalid arguments:type")]
    [InlineData("TradesHistory", "consolidate_taker=perhaps", "EGeneral:Invalid arguments:consolidate_taker")]
    [InlineData("ClosedOrders", "without_count=perhaps", "EGeneral:Invalid arguments:without_count")]
    [InlineData("OpenOrders", "trades=perhaps", "EGeneral:Invalid arguments:trades")]
    [InlineData("Ledgers", "type=bogus", "EGeneral:Invalid arguments:type")]
    public async Task A_wrong_filter_is_refused_and_not_taken_for_none(string method, string form, string error)
    {
        await using var rig = await Rig.StartAsync();
        await rig.OrderAsync("type=buy&ordertype=limit&price=1000&volume=0.01");

        (await rig.ErrorAsync(method, form)).Should().Be(error);
    }

    [Fact]
    public async Task The_trade_balance_is_told_in_the_asset_that_is_asked_for()
    {
        await using var rig = await Rig.StartAsync();

        var dollars = Number(await rig.ResultAsync("TradeBalance"), "eb");
        var same = Number(await rig.ResultAsync("TradeBalance", "asset=ZUSD"), "eb");
        var coins = Number(await rig.ResultAsync("TradeBalance", "asset=XBT"), "eb");

        dollars.Should().Be(same).And.BeApproximately(100_000 + rig.LastPrice(), 0.001m);
        coins.Should().BeApproximately(100_000 / rig.LastPrice() + 1, 0.0001m);
        (await rig.ErrorAsync("TradeBalance", "asset=ZZZ")).Should().Be("EQuery:Unknown asset");
    }

    [Fact]
    public async Task What_is_owned_is_worth_what_the_pairs_on_the_way_say()
    {
        await using var rig = await Rig.StartAsync(options => options with
        {
            Markets =
            [
                .. new[] { "XBTUSD", "XBTEUR" }
                    .Select(name => TradingBot.Simulators.Kraken.Markets.MarketSetup.Synthetic(name)),
            ],
            Balances = new Dictionary<string, decimal> { ["ZEUR"] = 1_000 },
        });
        var tape = rig.Kraken.Record().Tape;
        var worth = 1_000 / tape["XBTEUR"][^1].Price * tape["XBTUSD"][^1].Price;

        Number(await rig.ResultAsync("TradeBalance"), "eb").Should().BeApproximately(worth, 0.001m);
        Number(await rig.ResultAsync("TradeBalance", "asset=EUR"), "eb").Should().Be(1_000);
    }

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
