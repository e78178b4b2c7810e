using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

/// <summary>What an order on margin says to Kraken by WebSocket; by REST see the gateway's tests.</summary>
public class MarginOrderTests
{
    [Theory]
    [InlineData(Side.Sell, false)]
    [InlineData(Side.Buy, true)]
    public void By_socket_it_asks_for_margin_whose_leverage_cannot_be_said_and_says_where_it_only_reduces(Side side, bool reduces)
    {
        var order = TestKraken.MarketBuy() with { Side = side, Leverage = 2, IsReduceOnly = reduces };
        order.Check();

        using var sent = JsonDocument.Parse(SocketRequests.AddOrder(order.AtKraken(), 1, "t"));
        var parameters = sent.RootElement.GetProperty("params");

        parameters.GetProperty("margin").GetBoolean().Should().BeTrue();
        parameters.TryGetProperty("reduce_only", out var only).Should().Be(reduces);
        (reduces && !only.GetBoolean()).Should().BeFalse();
        parameters.TryGetProperty("leverage", out _).Should().BeFalse();
    }

    [Fact]
    public void An_order_without_margin_says_nothing_of_it()
    {
        using var sent = JsonDocument.Parse(SocketRequests.AddOrder(TestKraken.MarketBuy().AtKraken(), 1, "t"));

        sent.RootElement.GetProperty("params").EnumerateObject().Select(one => one.Name)
            .Should().NotContain(["margin", "reduce_only"]);
    }

    [Fact]
    public void An_order_that_only_reduces_needs_a_leverage_and_a_leverage_is_2_or_more()
    {
        FluentActions.Invoking((TestKraken.MarketBuy() with { IsReduceOnly = true }).Check)
            .Should().Throw<ArgumentException>();
        FluentActions.Invoking((TestKraken.MarketBuy() with { Leverage = 1 }).Check)
            .Should().Throw<ArgumentException>();
    }

    [PayloadFact]
    public void The_recorded_pair_can_be_sold_short_with_the_leverage_it_lists()
    {
        using var answer = JsonDocument.Parse(Payloads.Read("krakenfx-api-specs/AssetPairs.json"));
        var row = answer.RootElement.GetProperty("result").GetProperty("XXBTZUSD")
            .Deserialize(RestJson.Default.AssetPairInfo)!;

        KrakenPair.From("XXBTZUSD", row)!.Instrument.SellLeverage.Should().Equal(2, 3, 4, 5)
            .And.Equal(KrakenPairs.Find("XBTUSD")!.SellLeverage);
    }
}
