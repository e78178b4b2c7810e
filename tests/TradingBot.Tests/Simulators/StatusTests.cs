using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Tests.Simulators;

/// <summary>What the exchange's mode allows.</summary>
public class StatusTests
{
    [Theory]
    [InlineData(ExchangeStatus.Maintenance, "EService:Unavailable", "EService:Unavailable")]
    [InlineData(ExchangeStatus.CancelOnly, "EService:Market in cancel_only mode", null)]
    [InlineData(ExchangeStatus.PostOnly, "EService:Market in post_only mode", null)]
    public async Task A_status_refuses_what_it_does_not_allow(ExchangeStatus status, string toOrder, string? toCancel)
    {
        await using var rig = await Rig.StartAsync();
        var id = await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.9m)}&volume=0.1");

        rig.Kraken.SetStatus(status);

        (await rig.PublicAsync("SystemStatus")).GetProperty("result").GetProperty("status").GetString().Should().Be(
            status.Word());
        (await rig.ErrorAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.1")).Should().Be(toOrder);
        foreach (var (method, form) in new[]
        {
            ("CancelAllOrdersAfter", "timeout=60"), ("CancelAllOrdersAfter", "timeout=0"), ("CancelOrderBatch", $"orders={id}"),
            ("CancelAll", ""),
        })
        {
            var cancel = await rig.PrivateAsync(method, form);
            cancel.GetProperty("error").EnumerateArray().Select(error => error.GetString()).SingleOrDefault()
                .Should().Be(toCancel, method);
        }
    }

    [Fact]
    public async Task A_dead_mans_switch_that_cannot_be_set_in_maintenance_stays_as_it_was()
    {
        await using var rig = await Rig.StartAsync();
        await using var socket = await rig.PrivateSocketAsync();
        await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.5m)}&volume=0.1");
        await rig.ResultAsync("CancelAllOrdersAfter", "timeout=60");
        var token = await rig.TokenAsync();

        rig.Kraken.SetStatus(ExchangeStatus.Maintenance);
        (await rig.ErrorAsync("CancelAllOrdersAfter", "timeout=0")).Should().Be("EService:Unavailable");
        (await socket.AskAsync(
            $$$"""{"method":"cancel_all_orders_after","params":{"token":"{{{token}}}","timeout":0}}"""))
            .GetProperty("error").GetString().Should().Be("EService:Unavailable");
        rig.Kraken.SetStatus(ExchangeStatus.Online);
        rig.Time.Advance(TimeSpan.FromSeconds(61));

        rig.Kraken.Record().Orders[0].IsOver.Should().BeTrue();
    }
}
