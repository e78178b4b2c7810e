using System.Net;
using System.Text.Json;
using TradingBot.Simulators.Kraken.Faults;

namespace TradingBot.Tests.Simulators;

public class FaultTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Buy = "pair=XBTUSD&type=buy&ordertype=market&volume=0.1";

    [Theory]
    [InlineData(FaultKind.LostRequest, 0)]
    [InlineData(FaultKind.LostReply, 1)]
    public async Task A_broken_connection_leaves_the_client_in_doubt(FaultKind kind, int orders)
    {
        await using var rig = await Rig.StartAsync(options => options with { Faults = On("AddOrder", kind) });

        var order = () => rig.PrivateAsync("AddOrder", Buy);

        await order.Should().ThrowAsync<HttpRequestException>();
        rig.Kraken.Record().Orders.Should().HaveCount(orders);
        (await rig.ResultAsync("AddOrder", Buy)).TryGetProperty("txid", out _).Should().BeTrue("it happens once");
    }

    [Fact]
    public async Task A_gateway_error_comes_as_html_whether_or_not_the_order_exists()
    {
        await using var rig = await Rig.StartAsync(options => options with
        {
            Faults = Rig.Faults(
                new FaultRule { Fault = FaultKind.HttpError, On = "AddOrder", Status = 520, Applied = true },
                new FaultRule { Fault = FaultKind.HttpError, On = "AddOrder", Status = 502 }),
        });

        using var first = await rig.SendAsync("AddOrder", rig.Form(Buy), Form);
        using var second = await rig.SendAsync("AddOrder", rig.Form(Buy), Form);

        (first.StatusCode, second.StatusCode).Should().Be(((HttpStatusCode)520, HttpStatusCode.BadGateway));
        (await first.Content.ReadAsStringAsync()).Should().StartWith("<!DOCTYPE html>");
        rig.Kraken.Record().Orders.Should().HaveCount(1);
    }

    [Fact]
    public async Task Json_arrives_cut_in_half_though_the_order_exists()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("AddOrder", FaultKind.TruncatedJson) });

        using var response = await rig.SendAsync("AddOrder", rig.Form(Buy), Form);
        var text = await response.Content.ReadAsStringAsync();

        text.Invoking(Rig.Parse).Should().Throw<JsonException>();
        rig.Kraken.Record().Orders.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("EService:Unavailable", true)]
    [InlineData("EGeneral:Too many requests", false)]
    [InlineData("EAPI:Invalid nonce", false)]
    public async Task An_error_of_choice_comes_with_http_200(string error, bool applied)
    {
        var rule = new FaultRule { Fault = FaultKind.Error, On = "AddOrder", Error = error, Applied = applied };
        await using var rig = await Rig.StartAsync(options => options with { Faults = Rig.Faults(rule) });

        (await rig.ErrorAsync("AddOrder", Buy)).Should().Be(error);

        rig.Kraken.Record().Orders.Should().HaveCount(applied ? 1 : 0);
    }

    [Fact]
    public async Task Trades_can_come_out_of_a_cache_that_is_behind()
    {
        var rule = new FaultRule { Fault = FaultKind.StaleReply, On = "Trades", Skip = 1, Milliseconds = 600_000 };
        await using var rig = await Rig.StartAsync(options => options with { Faults = Rig.Faults(rule) });
        rig.Time.Advance(TimeSpan.FromMinutes(10));

        var fresh = await LastTradesAsync(rig);
        var stale = await LastTradesAsync(rig);

        var tenMinutesAgo = rig.Time.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds();
        fresh[^1].Should().BeGreaterThan(tenMinutesAgo);
        stale[^1].Should().BeLessThanOrEqualTo(tenMinutesAgo);
        (await LastTradesAsync(rig)).Should().Equal(fresh);
    }

    [Fact]
    public async Task A_request_that_arrives_twice_is_refused_for_its_nonce_though_the_order_exists()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("AddOrder", FaultKind.RequestTwice) });

        (await rig.ErrorAsync("AddOrder", Buy)).Should().Be("EAPI:Invalid nonce");

        rig.Kraken.Record().Orders.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(FaultKind.LateReply, 1)]
    [InlineData(FaultKind.LateRequest, 0)]
    public async Task A_late_answer_comes_when_its_time_has_come(FaultKind kind, int ordersMeanwhile)
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("AddOrder", kind, milliseconds: 8_000) });
        var answer = rig.ResultAsync("AddOrder", Buy);
        while (rig.Kraken.FaultsHappened()[0] == 0 || rig.Kraken.Record().Orders.Count < ordersMeanwhile)
            await Task.Yield();

        rig.Kraken.Record().Orders.Should().HaveCount(ordersMeanwhile);
        answer.IsCompleted.Should().BeFalse();
        while (!answer.IsCompleted)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(8));
            await Task.Yield();
        }

        (await answer).TryGetProperty("txid", out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_request_held_beyond_its_deadline_is_refused()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("AddOrder", FaultKind.LateRequest, milliseconds: 8_000) });
        var answer = rig.ErrorAsync("AddOrder", Buy + "&deadline=2026-02-03T10:20:35Z");
        while (!answer.IsCompleted)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(8));
            await Task.Yield();
        }

        (await answer).Should().Be("EService:Deadline elapsed");
        rig.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_order_can_be_missing_from_open_orders_for_a_while()
    {
        await using var rig = await Rig.StartAsync(
            options => options with { Faults = On("AddOrder", FaultKind.HiddenOrder, milliseconds: 3_000) });
        await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.5m)}&volume=0.1");

        (await rig.ResultAsync("OpenOrders")).GetProperty("open").EnumerateObject().Should().BeEmpty();
        rig.Time.Advance(TimeSpan.FromSeconds(3));

        (await rig.ResultAsync("OpenOrders")).GetProperty("open").EnumerateObject().Should().HaveCount(1);
    }

    [Fact]
    public async Task Maintenance_ends_by_itself_and_the_clock_can_be_wrong()
    {
        await using var rig = await Rig.StartAsync(options => options with
        {
            Faults = Rig.Faults(
                new FaultRule { Fault = FaultKind.Maintenance, On = "Balance", Milliseconds = 60_000 },
                new FaultRule { Fault = FaultKind.ClockSkew, On = "TradeBalance", Milliseconds = -3_600_000 }),
        });
        await rig.ResultAsync("Balance");

        (await rig.ErrorAsync("AddOrder", Buy)).Should().Be("EService:Unavailable");
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await rig.ResultAsync("AddOrder", Buy);
        await rig.ResultAsync("TradeBalance");

        (await rig.PublicAsync("SystemStatus")).GetProperty("result").GetProperty("timestamp").GetString().Should().Be(
            "2026-02-03T09:22:30Z");
    }

    [Fact]
    public void The_same_seed_draws_the_same_faults()
    {
        var scenario = new FaultScenario(
            7, [new FaultRule { Fault = FaultKind.LostReply, Probability = 0.3, Times = 0 }]);

        Drawn(scenario).Should().Equal(Drawn(scenario)).And.NotEqual(Drawn(scenario with { Seed = 8 }));
        Drawn(scenario).Count(happened => happened).Should().BeInRange(250, 350);
    }

    [Fact]
    public void A_scenario_is_read_from_json_and_a_wrong_word_is_named()
    {
        var scenario = FaultScenario.Parse(
            """{"seed":3,"rules":[{"fault":"http-error","on":"AddOrder","status":520,"applied":true}]}""");

        scenario.Rules.Should().Equal(
            new FaultRule { Fault = FaultKind.HttpError, On = "AddOrder", Status = 520, Applied = true });
        ((Action)(() => FaultScenario.Parse("""{"rules":[{"fault":"earthquake"}]}"""))).Should().Throw<JsonException>();
        ((Action)(() => FaultScenario.Parse("""{"rules":[{"fault":"error","onn":"x"}]}"""))).Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("null", "needs \"fault\"")]
    [InlineData("""{"fault":"error","on":""}""", "\"on\" must be")]
    [InlineData("""{"fault":"error","skip":-1}""", "\"skip\" must not be below 0")]
    [InlineData("""{"fault":"error","times":-1}""", "\"times\" must not be below 0")]
    [InlineData("""{"fault":"error","probability":1.5}""", "\"probability\" must be from 0 to 1")]
    [InlineData("""{"fault":"error","probability":-0.1}""", "\"probability\" must be from 0 to 1")]
    [InlineData("""{"fault":"late-reply","milliseconds":-5}""", "\"milliseconds\" must not be below 0")]
    [InlineData("""{"fault":"http-error","status":200}""", "\"status\" must be from 400 to 599")]
    [InlineData("""{"fault":"error","error":""}""", "\"error\" must be a text")]
    public void A_rule_that_means_nothing_is_refused_with_its_place(string rule, string what)
    {
        var parse = () => FaultScenario.Parse($$"""{"rules":[{"fault":"clock-skew","milliseconds":-60000},{{rule}}]}""");

        parse.Should().Throw<JsonException>().WithMessage($"rules?1?: *{what}*");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"status":5}""")]
    [InlineData("""{"status":{"is":"online"}}""")]
    [InlineData("")]
    public async Task A_status_that_is_none_is_a_bad_request(string body)
    {
        await using var rig = await Rig.StartAsync();
        using var http = new HttpClient { BaseAddress = rig.Kraken.RestAddress };

        using var answer = await http.PostAsync("/control/status", new StringContent(body));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tests_in_other_languages_steer_it_over_http()
    {
        await using var rig = await Rig.StartAsync();
        using var http = new HttpClient { BaseAddress = rig.Kraken.RestAddress };

        using var faults = await http.PostAsync(
            "/control/faults", new StringContent(
                """{"rules":[{"fault":"error","on":"Balance","error":"EService:Busy"}]}"""));
        using var wrong = await http.PostAsync("/control/faults", new StringContent("""{"rules":[{"fault":"x"}]}"""));
        (await rig.ErrorAsync("Balance")).Should().Be("EService:Busy");
        using var status = await http.PostAsync("/control/status", new StringContent("""{"status":"cancel_only"}"""));

        (faults.StatusCode, wrong.StatusCode, status.StatusCode).Should().Be(
            (HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK));
        (await rig.ErrorAsync("AddOrder", Buy)).Should().Be("EService:Market in cancel_only mode");
        var record = Rig.Parse(await http.GetStringAsync("/control/record"));
        record.GetProperty("balances").GetProperty("ZUSD").GetProperty("balance").GetString().Should().Be(
            "100000.0000");
    }

    /// <summary>Unix seconds of the newest trades that REST shows.</summary>
    private static async Task<List<double>> LastTradesAsync(Rig rig) =>
        [.. (await rig.PublicAsync("Trades?pair=XBTUSD&count=50")).GetProperty("result").GetProperty("XXBTZUSD")
            .EnumerateArray().Select(row => row[2].GetDouble())];

    private static List<bool> Drawn(FaultScenario scenario)
    {
        var injector = new FaultInjector();
        injector.Use(scenario);
        return [.. Enumerable.Range(0, 1000).Select(_ => injector.Next("AddOrder", [FaultKind.LostReply]) is not null)];
    }

    private static FaultScenario On(string occasion, FaultKind kind, int milliseconds = 0) =>
        Rig.Faults(new FaultRule { Fault = kind, On = occasion, Milliseconds = milliseconds });
}
