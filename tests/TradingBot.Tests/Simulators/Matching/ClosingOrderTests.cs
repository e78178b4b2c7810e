using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;
using static TradingBot.Tests.Simulators.Matching.Venues;

namespace TradingBot.Tests.Simulators.Matching;

/// <summary>Each fill of an order with closing terms is followed by an order on the other side, which never vanishes.</summary>
public class ClosingOrderTests
{
    private static readonly ClosingTerms Stop = new(OrderKind.StopLossLimit, PriceTerm.At(8_900), PriceTerm.At(9_000));

    [Fact]
    public void Each_fill_has_a_closing_order_of_its_own_that_names_the_first()
    {
        var venue = Quiet();
        var asks = venue.Book(venue.Market(), Side.Sell).Take(2).ToList();

        var order = venue.Place(
            Ticket(Side.Buy, OrderKind.Market, asks[0].Volume + 0.01m) with { Close = Stop, UserReference = 7 }).Order!;

        var closing = venue.Orders.Skip(1).ToList();
        closing.Select(close => close.Volume).Should().Equal(asks[0].Volume, 0.01m);
        closing.Should().OnlyContain(close => close.Side == Side.Sell && close.Status == OrderStatus.Open
            && close.TriggerPrice == 9_000 && close.LimitPrice == 8_900
            && close.Ticket.PrimaryId == order.Id && close.Ticket.UserReference == 7);
        order.Ticket.PrimaryId.Should().BeNull();
    }

    [Fact]
    public void A_fill_in_part_is_followed_while_the_rest_still_rests()
    {
        var venue = Of(
            [Minute(0, 100, 100, 100, 100), Minute(1, 99, 99, 98, 98, volume: 4), Minute(2, 98, 98, 90, 90)]);
        venue.AdvanceTo(Start.AddMinutes(1));
        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 9, limit: 98) with
        {
            Close = new ClosingTerms(OrderKind.Limit, PriceTerm.At(500), null),
        });

        venue.AdvanceTo(Start.AddMinutes(2));

        venue.Orders[0].IsOver.Should().BeFalse();
        venue.Orders.Skip(1).Select(close => close.Volume).Should().Equal(venue.Trades.Select(fill => fill.Volume))
            .And.NotBeEmpty();
    }

    [Theory]
    [InlineData(OrderKind.StopLoss, Side.Buy, -10, PriceUnit.Percent, 9_000)]
    [InlineData(OrderKind.TakeProfit, Side.Buy, 10, PriceUnit.Percent, 11_000)]
    [InlineData(OrderKind.StopLoss, Side.Buy, -150, PriceUnit.Quote, 9_850)]
    [InlineData(OrderKind.StopLoss, Side.Sell, 2.5, PriceUnit.Percent, 10_250)]
    public void A_distance_is_measured_from_the_last_price_when_the_fill_comes(
        OrderKind kind, Side side, double value, PriceUnit unit, int expected)
    {
        var venue = Quiet(10_000);
        var close = new ClosingTerms(kind, null, new PriceTerm((decimal)value, unit));

        venue.Place(Ticket(side, OrderKind.Market, 0.01m) with { Close = close });

        venue.Orders[1].TriggerPrice.Should().Be(expected);
    }

    [Fact]
    public void The_limit_of_a_stop_is_measured_from_its_trigger()
    {
        var venue = Quiet(10_000);
        var close = new ClosingTerms(
            OrderKind.StopLossLimit, new PriceTerm(-1, PriceUnit.Percent), new PriceTerm(-10, PriceUnit.Percent));

        venue.Place(Ticket(Side.Buy, OrderKind.Market, 0.01m) with { Close = close });

        (venue.Orders[1].TriggerPrice, venue.Orders[1].LimitPrice).Should().Be((9_000m, 8_910m));
    }

    [Fact]
    public void A_closing_order_that_is_refused_is_shown_as_cancelled_with_the_reason()
    {
        var venue = Quiet(10_000, money: 1_000, coins: 1);
        var changes = new List<(OrderChangeKind, string?)>();
        venue.OrderChanged = change => changes.Add((change.Kind, change.Order.Reason));

        // what the sale brings does not pay for a limit fifty times as high
        venue.Place(Ticket(Side.Sell, OrderKind.Market, 0.5m) with
        {
            Close = new ClosingTerms(OrderKind.StopLossLimit, PriceTerm.At(500_000), PriceTerm.At(11_000)),
        });

        var close = venue.Orders[^1];
        (close.Status, close.Reason, close.Ticket.PrimaryId).Should().Be(
            (OrderStatus.Canceled, "Insufficient funds", venue.Orders[0].Id));
        changes.TakeLast(2).Should().Equal(
            (OrderChangeKind.Received, null), (OrderChangeKind.Canceled, "Insufficient funds"));
        venue.Account.Held("USD").Should().Be(0);
    }

    [Fact]
    public void A_fill_below_the_smallest_order_is_followed_by_a_cancelled_one()
    {
        var venue = Quiet();
        var asks = venue.Book(venue.Market(), Side.Sell).Take(1).ToList();
        var small = Bitcoin.MinimumVolume / 2;

        venue.Place(Ticket(Side.Buy, OrderKind.Market, asks[0].Volume + small) with { Close = Stop });

        venue.Orders.Skip(1).Select(close => (close.Volume, close.Status, close.Reason)).Should().Equal(
            (asks[0].Volume, OrderStatus.Open, null), (small, OrderStatus.Canceled, "Order minimum not met"));
    }

    [Theory]
    [InlineData(OrderKind.StopLoss, 9_000.05, null, OrderRefusal.TickSize)]
    [InlineData(OrderKind.StopLoss, -1.0, null, OrderRefusal.InvalidPrice)]
    [InlineData(OrderKind.StopLoss, null, null, OrderRefusal.InvalidPrice)]
    [InlineData(OrderKind.StopLossLimit, 9_000.0, null, OrderRefusal.InvalidPrice)]
    [InlineData(OrderKind.Limit, null, 9_000.05, OrderRefusal.TickSize)]
    [InlineData(OrderKind.Market, null, null, OrderRefusal.InvalidPrice)]
    public void Terms_that_can_never_become_an_order_are_refused_with_the_first(
        OrderKind kind, double? trigger, double? limit, OrderRefusal refusal)
    {
        PriceTerm? Term(double? price) => price is { } given ? PriceTerm.At((decimal)given) : null;

        Quiet().Place(Ticket(Side.Buy, OrderKind.Market, 0.01m) with
        {
            Close = new ClosingTerms(kind, Term(limit), Term(trigger)),
        }).Refusal.Should().Be(refusal);
    }
}
