using TradingBot.Simulators.Kraken.Accounts;

namespace TradingBot.Tests.Simulators;

public class RateLimitTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_published_example_of_one_order_counts_eight()
    {
        // docs ratelimits: add, amend at 7 s, cancel 36 s later
        var sum = TradingPenalty.Add
            + TradingPenalty.Amend(TimeSpan.FromSeconds(7))
            + TradingPenalty.Cancel(TimeSpan.FromSeconds(36));

        sum.Should().Be(8);
    }

    [Fact]
    public void The_published_example_of_fifty_orders_decays_to_26_6()
    {
        var limits = TierLimits.Of(AccountTier.Intermediate);
        var counter = new DecayingCounter(limits.Trading, limits.TradingDecay);

        Enumerable.Range(0, 50).Should().OnlyContain(_ => counter.TryAdd(TradingPenalty.Add, Start));

        counter.At(Start.AddSeconds(10)).Should().BeApproximately(26.6, 1e-9);
    }

    [Fact]
    public async Task Calls_beyond_the_counter_are_refused_until_it_has_decayed()
    {
        await using var rig = await Rig.StartAsync(options => options with { Tier = AccountTier.Intermediate });

        for (var i = 0; i < 20; i++)
            await rig.ResultAsync("Balance");
        (await rig.ErrorAsync("Balance")).Should().Be("EAPI:Rate limit exceeded");
        rig.Time.Advance(TimeSpan.FromSeconds(2)); // 0.5 a second

        await rig.ResultAsync("Balance");
        (await rig.ErrorAsync("Balance")).Should().Be("EAPI:Rate limit exceeded");
    }

    [Fact]
    public async Task Trade_history_costs_four_calls_and_orders_cost_none()
    {
        await using var rig = await Rig.StartAsync();
        for (var i = 0; i < 5; i++)
            await rig.ResultAsync("TradesHistory");

        (await rig.ErrorAsync("Balance")).Should().Be("EAPI:Rate limit exceeded");
        await rig.OrderAsync("type=buy&ordertype=market&volume=0.1");
    }

    [Fact]
    public async Task Public_calls_beyond_the_burst_are_refused_with_http_200()
    {
        await using var rig = await Rig.StartAsync();
        for (var i = 0; i < 30; i++)
            (await rig.PublicAsync("Time")).GetProperty("error").GetArrayLength().Should().Be(0);

        (await rig.PublicAsync("Time")).GetProperty("error")[0].GetString().Should().Be("EGeneral:Too many requests");
    }

    [Fact]
    public async Task An_order_that_is_wrong_is_counted_all_the_same_and_one_that_is_only_checked_is_not()
    {
        await using var rig = await Rig.StartAsync(options => options with { Tier = AccountTier.Starter });
        const string wrong = "pair=XBTUSD&type=buy&ordertype=wish&volume=0.01";

        for (var i = 0; i < 70; i++)
            await rig.ErrorAsync("AddOrder", wrong + "&validate=true");
        for (var i = 0; i < 60; i++)
            (await rig.ErrorAsync("AddOrder", wrong)).Should().Be("EGeneral:Invalid arguments:ordertype");

        (await rig.ErrorAsync("AddOrder", wrong)).Should().Be("EOrder:Rate limit exceeded");
    }

    [Fact]
    public async Task Young_orders_cost_more_to_cancel_than_the_counter_allows_for_ever()
    {
        await using var rig = await Rig.StartAsync(options => options with { Tier = AccountTier.Starter });
        var form = $"type=buy&ordertype=limit&price={rig.Price(0.5m)}&volume=0.001";
        var cancelled = 0;

        // add 1 and cancel 8: six fit into 60
        while ((await rig.PrivateAsync("AddOrder", "pair=XBTUSD&" + form)) is var added && added.TryGetProperty("result", out var result))
        {
            if ((await rig.PrivateAsync("CancelOrder", $"txid={result.GetProperty("txid")[0]}")).TryGetProperty("result", out _))
                cancelled++;
        }

        cancelled.Should().Be(6);
        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&" + form)).Should().Be("EOrder:Rate limit exceeded");
    }
}
