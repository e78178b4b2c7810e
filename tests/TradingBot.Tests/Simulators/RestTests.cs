using System.Globalization;
using System.Net;
using System.Text.Json;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Tests.Simulators;

public class RestTests
{
    [Fact]
    public void The_published_signature_is_computed()
    {
        // docs.kraken.com/exchange/guides/rest/authentication
        const string secret =
            "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";
        const string body = "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25";

        RequestSignature.Of(
            secret, "/0/private/AddOrder", "1616492376594", System.Text.Encoding.UTF8.GetBytes(body)).Should().Be(
            "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==");
    }

    [Fact]
    public async Task Keys_signatures_and_nonces_are_checked_in_that_order()
    {
        await using var rig = await Rig.StartAsync();

        (await ErrorOf(await rig.SendAsync("Balance", "nonce=5", "application/x-www-form-urlencoded", key: "other")))
            .Should().Be("EAPI:Invalid key");
        (await ErrorOf(await rig.SendAsync("Balance", "nonce=5", "application/x-www-form-urlencoded", signature: "AAAA")))
            .Should().Be("EAPI:Invalid signature");
        await rig.PrivateAsync("Balance", nonce: 100);
        (await rig.ErrorAsync("Balance", nonce: 100)).Should().Be("EAPI:Invalid nonce");
        (await rig.ErrorAsync("Balance", nonce: 99)).Should().Be("EAPI:Invalid nonce");
        (await rig.PrivateAsync("Balance", nonce: 101)).GetProperty("error").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_json_body_is_as_good_as_a_form()
    {
        await using var rig = await Rig.StartAsync();
        var body =
            $$"""{"nonce":"{{rig.NextNonce()}}","pair":"XBT/USD","type":"buy","ordertype":"market","volume":"0.5"}""";

        using var response = await rig.SendAsync("AddOrder", body, "application/json");
        var answer = Rig.Parse(await response.Content.ReadAsStringAsync());

        answer.GetProperty("result").GetProperty("descr").GetProperty("order").GetString().Should().Be(
            "buy 0.50000000 XBTUSD @ market");
    }

    [Theory]
    [InlineData("XXBTZUSD")]
    [InlineData("XBTUSD")]
    [InlineData("XBT/USD")]
    [InlineData("BTC/USD")]
    [InlineData("btcusd")]
    public async Task A_pair_is_known_by_all_its_names(string name)
    {
        await using var rig = await Rig.StartAsync();

        var ticker = await rig.PublicAsync($"Ticker?pair={Uri.EscapeDataString(name)}");

        ticker.GetProperty("result").TryGetProperty("XXBTZUSD", out _).Should().BeTrue();
    }

    [Fact]
    public async Task Unknown_parameters_are_ignored_and_unknown_pairs_and_methods_are_not()
    {
        await using var rig = await Rig.StartAsync();

        (await rig.PublicAsync("Depth?pair=XBTUSD&since=5&colour=blue")).GetProperty("error").GetArrayLength().Should().Be(0);
        (await rig.PublicAsync("Depth?pair=ABCDEF")).GetProperty("error")[0].GetString().Should().Be(
            "EQuery:Unknown asset pair");
        (await rig.PublicAsync("Nothing")).GetProperty("error")[0].GetString().Should().Be("EGeneral:Unknown method");
    }

    [Fact]
    public async Task Ohlc_has_720_committed_rows_and_the_running_one_which_since_never_hides()
    {
        await using var rig = await Rig.StartAsync();

        var all = (await rig.PublicAsync("OHLC?pair=XBTUSD&interval=1")).GetProperty("result");
        var rows = all.GetProperty("XXBTZUSD");
        var times = rows.EnumerateArray().Select(row => row[0].GetInt64()).ToList();
        var last = all.GetProperty("last").GetInt64();
        var newer =
            (await rig.PublicAsync($"OHLC?pair=XBTUSD&interval=1&since={last}")).GetProperty("result").GetProperty("XXBTZUSD");

        times.Should().HaveCount(721);
        times.Zip(times.Skip(1)).Should().OnlyContain(pair => pair.Second - pair.First == 60);
        last.Should().Be(times[^2]);
        newer.EnumerateArray().Select(row => row[0].GetInt64()).Should().Equal(times[^1]);
    }

    [Fact]
    public async Task An_interval_without_trades_is_a_flat_row()
    {
        await using var rig = await Rig.StartAsync();
        rig.Kraken.SetStatus(ExchangeStatus.CancelOnly); // nothing trades
        rig.Time.Advance(TimeSpan.FromMinutes(3));

        var rows = (await rig.PublicAsync("OHLC?pair=XBTUSD")).GetProperty("result").GetProperty("XXBTZUSD");
        var (before, flat) = (rows[rows.GetArrayLength() - 4], rows[rows.GetArrayLength() - 2]);

        var close = before[4].GetString();
        flat.EnumerateArray().Skip(1).Select(value => value.ToString()).Should().Equal(
            close, close, close, close, "0.0", "0.00000000", "0");
    }

    [Fact]
    public async Task Trades_page_on_from_last_without_a_gap()
    {
        await using var rig = await Rig.StartAsync(options => options with { EnforcesRateLimits = false });
        var expected = rig.Kraken.Record().Tape["XBTUSD"].Select(trade => trade.Id).ToList();
        var (ids, since) = (new List<long>(), "0");

        while (true)
        {
            var page = (await rig.PublicAsync($"Trades?pair=XBTUSD&since={since}")).GetProperty("result");
            var rows = page.GetProperty("XXBTZUSD").EnumerateArray().ToList();
            if (rows.Count == 0)
                break;
            ids.AddRange(rows.Select(row => row[6].GetInt64()));
            since = page.GetProperty("last").GetString()!;
        }

        ids.Should().Equal(expected);
    }

    [Fact]
    public async Task An_order_is_held_filled_and_shown_with_the_digits_of_the_venue()
    {
        await using var rig = await Rig.StartAsync();

        var id = await rig.OrderAsync(
            "type=buy&ordertype=market&volume=0.5&cl_ord_id=6d1b345e-2821-40e2-ad83-4ecb18a06876");
        var shown = (await rig.ResultAsync("QueryOrders", $"txid={id}&trades=true")).GetProperty(id);
        var balance = await rig.ResultAsync("Balance");
        var record = rig.Kraken.Record();

        shown.GetProperty("status").GetString().Should().Be("closed");
        Number(shown, "cost").Should().Be(record.Orders[0].Cost);
        Number(shown, "fee").Should().Be(record.Orders[0].Fee);
        shown.GetProperty("trades").GetArrayLength().Should().Be(record.Fills.Count);
        Number(balance, "ZUSD").Should().Be(100_000 - record.Orders[0].Cost - record.Orders[0].Fee);
        Number(balance, "XXBT").Should().Be(1.5m);
    }

    [Fact]
    public async Task A_client_id_in_use_is_refused_until_its_order_is_over_and_finds_the_order()
    {
        await using var rig = await Rig.StartAsync();
        var form = $"type=buy&ordertype=limit&price={rig.Price(0.9m)}&volume=0.1&cl_ord_id=abc123";
        var id = await rig.OrderAsync(form);

        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&" + form)).Should().Be(
            "EGeneral:Invalid arguments:cl_ord_id not unique");
        (await rig.ResultAsync("OpenOrders", "cl_ord_id=abc123")).GetProperty("open").TryGetProperty(id, out _).Should().BeTrue();
        (await rig.ResultAsync("CancelOrder", "cl_ord_id=abc123")).GetProperty("count").GetInt32().Should().Be(1);
        (await rig.ResultAsync("ClosedOrders", "cl_ord_id=abc123")).GetProperty("closed").TryGetProperty(id, out _).Should().BeTrue();
        (await rig.OrderAsync(form)).Should().NotBe(id);
    }

    [Fact]
    public async Task Validate_checks_an_order_and_places_none()
    {
        await using var rig = await Rig.StartAsync();

        var result = await rig.ResultAsync(
            "AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.5&validate=true");

        result.TryGetProperty("txid", out _).Should().BeFalse();
        rig.Kraken.Record().Orders.Should().BeEmpty();
        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&type=sell&ordertype=market&volume=500&validate=true"))
            .Should().Be("EOrder:Insufficient funds");
    }

    [Theory]
    [InlineData("type=buy&ordertype=limit&price=1000.05&volume=1", "EOrder:Tick size check failed")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.00001", "EGeneral:Invalid arguments:volume minimum not met")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=0.0001", "EOrder:Cost minimum not met")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=1000", "EOrder:Insufficient funds")]
    [InlineData("type=buy&ordertype=limit&volume=1", "EGeneral:Invalid arguments:price")]
    [InlineData("type=hold&ordertype=limit&price=1000&volume=1", "EGeneral:Invalid arguments:type")]
    [InlineData("type=buy&ordertype=wish&price=1000&volume=1", "EGeneral:Invalid arguments:ordertype")]
    [InlineData("type=buy&ordertype=limit&price=99999&volume=0.1&oflags=post", "EOrder:Post only order")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=1&deadline=2026-02-03T10:20:29Z", "EService:Deadline elapsed")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=1&deadline=2026-02-03T10:30:00Z", "EGeneral:Invalid arguments:deadline")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=1&timeinforce=GTD", "EGeneral:Invalid arguments:expiretm")]
    [InlineData("type=buy&ordertype=limit&price=1000&volume=1&cl_ord_id=nineteen-characters", "EGeneral:Invalid arguments:cl_ord_id")]
    public async Task A_wrong_order_is_refused_in_krakens_words(string form, string error)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&" + form)).Should().Be(error);
    }

    [Fact]
    public async Task Cancelling_tells_an_order_that_is_over_from_one_that_never_was()
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync("type=buy&ordertype=market&volume=0.1");

        (await rig.ErrorAsync("CancelOrder", $"txid={id}")).Should().Be("EOrder:Unknown order");
        (await rig.ErrorAsync("CancelOrder", "txid=OAAAAA-BBBBB-CCCCCC")).Should().Be("EOrder:Invalid order");
        (await rig.ResultAsync("QueryOrders", "txid=OAAAAA-BBBBB-CCCCCC")).EnumerateObject().Should().BeEmpty();
    }

    [Fact]
    public async Task Amending_keeps_the_id_and_editing_makes_a_new_one()
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.9m)}&volume=0.1");

        await rig.ResultAsync("AmendOrder", $"txid={id}&limit_price={rig.Price(0.8m)}&order_qty=0.2");
        var amended = rig.Kraken.Record().Orders[0];
        var edited = await rig.ResultAsync("EditOrder", $"txid={id}&pair=XBTUSD&volume=0.3");
        var orders = rig.Kraken.Record().Orders;

        (amended.Id, amended.Volume, amended.LimitPrice).Should().Be(
            (id, 0.2m, decimal.Parse(rig.Price(0.8m), CultureInfo.InvariantCulture)));
        edited.GetProperty("txid").GetString().Should().Be(orders[1].Id);
        (orders[0].Reason, orders[1].Volume).Should().Be(("Order replaced", 0.3m));
    }

    [Fact]
    public async Task The_dead_mans_switch_cancels_all_orders_when_nobody_sets_it_again()
    {
        await using var rig = await Rig.StartAsync();
        await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.5m)}&volume=0.1");

        await rig.ResultAsync("CancelAllOrdersAfter", "timeout=60");
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        await rig.ResultAsync("CancelAllOrdersAfter", "timeout=60");
        rig.Time.Advance(TimeSpan.FromSeconds(59));
        rig.Kraken.Record().Orders[0].IsOver.Should().BeFalse();
        rig.Time.Advance(TimeSpan.FromSeconds(2));

        rig.Kraken.Record().Orders[0].IsOver.Should().BeTrue();
    }

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static async Task<string> ErrorOf(HttpResponseMessage response)
    {
        using (response)
        {
            response.StatusCode.Should().Be(HttpStatusCode.OK);
            return Rig.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error")[0].GetString()!;
        }
    }
}
