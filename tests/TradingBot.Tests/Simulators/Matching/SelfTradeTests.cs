using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;
using static TradingBot.Tests.Simulators.Matching.Venues;

namespace TradingBot.Tests.Simulators.Matching;

/// <summary>Where two orders of the account would meet, the rule of the one that arrives says which of them ends.</summary>
public class SelfTradeTests
{
    private const string Reason = "Self trade prevention";

    [Theory]
    [InlineData(SelfTradeRule.CancelNewest, OrderStatus.Open, OrderStatus.Canceled)]
    [InlineData(SelfTradeRule.CancelOldest, OrderStatus.Canceled, OrderStatus.Open)]
    [InlineData(SelfTradeRule.CancelBoth, OrderStatus.Canceled, OrderStatus.Canceled)]
    public void The_rule_of_the_arriving_order_decides(SelfTradeRule rule, OrderStatus rests, OrderStatus arrives)
    {
        var venue = Quiet();
        var bid = venue.BestBid();
        var price = bid + 0.1m; // inside the spread, so that nobody else is in the way
        var first = venue.Place(Ticket(Side.Sell, OrderKind.Limit, 1, limit: price)).Order!;

        var second = venue.Place(
            Ticket(Side.Buy, OrderKind.Limit, 1, limit: price) with { SelfTrade = rule }).Order!;

        first = venue.FindOrder(first.Id)!;
        (first.Status, second.Status).Should().Be((rests, arrives));
        foreach (var order in new[] { first, second })
            order.Reason.Should().Be(order.IsOver ? Reason : null);
        venue.Trades.Should().BeEmpty();
    }

    [Fact]
    public void With_the_oldest_out_of_the_way_the_order_goes_on_to_the_strangers()
    {
        var venue = Quiet();
        var asks = venue.Book(venue.Market(), Side.Sell).Take(2).ToList();
        var own = venue.Place(Ticket(Side.Sell, OrderKind.Limit, 1, limit: asks[0].Price)).Order!;

        var order = venue.Place(Ticket(Side.Buy, OrderKind.Limit, asks[0].Volume, limit: asks[0].Price) with
        {
            SelfTrade = SelfTradeRule.CancelOldest,
        }).Order!;

        order.Status.Should().Be(OrderStatus.Closed);
        venue.FindOrder(own.Id)!.Reason.Should().Be(Reason);
    }

    [Fact]
    public void An_order_of_its_own_that_is_not_reached_stays()
    {
        var venue = Quiet();
        var asks = venue.Book(venue.Market(), Side.Sell).Take(2).ToList();
        var own = venue.Place(Ticket(Side.Sell, OrderKind.Limit, 1, limit: asks[1].Price)).Order!;

        venue.Place(Ticket(Side.Buy, OrderKind.Market, asks[0].Volume) with { SelfTrade = SelfTradeRule.CancelBoth })
            .Order!.Status.Should().Be(OrderStatus.Closed);

        venue.FindOrder(own.Id)!.IsOver.Should().BeFalse();
    }
}
