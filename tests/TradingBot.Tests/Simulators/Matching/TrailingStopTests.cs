using TradingBot.Core.Market;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;
using static TradingBot.Tests.Simulators.Matching.Venues;

namespace TradingBot.Tests.Simulators.Matching;

/// <summary>The trigger of a trailing stop keeps its distance from the best price since, and never goes back.</summary>
public class TrailingStopTests
{
    private static readonly PriceTerm TenPercent = new(10, PriceUnit.Percent);

    [Fact]
    public void The_trigger_of_a_sale_rises_with_the_price_and_stays_when_it_falls()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 120), Flat(2, 110), Flat(3, 130));
        var id = venue.Place(Trailing(Side.Sell, TenPercent)).Order!.Id;
        var triggers = new List<(decimal?, decimal?)>();

        for (var minute = 1; minute <= 4; minute++)
        {
            venue.AdvanceTo(Start.AddMinutes(minute));
            triggers.Add((venue.FindOrder(id)!.TriggerPrice, venue.FindOrder(id)!.Peak));
        }

        triggers.Should().Equal((90m, 100m), (108m, 120m), (108m, 120m), (117m, 130m));
        venue.FindOrder(id)!.Status.Should().Be(OrderStatus.Open);
    }

    [Fact]
    public void A_sale_is_triggered_when_the_price_has_come_back_by_the_distance()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 120), Flat(2, 108), Flat(3, 130));
        var id = venue.Place(Trailing(Side.Sell, TenPercent)).Order!.Id;

        venue.AdvanceTo(Start.AddMinutes(2));
        venue.FindOrder(id)!.IsTriggered.Should().BeFalse();
        venue.AdvanceTo(Start.AddMinutes(3));

        var order = venue.FindOrder(id)!;
        (order.Status, order.IsTriggered, order.TriggerPrice).Should().Be((OrderStatus.Closed, true, 108m));
        order.AveragePrice.Should().BeLessOrEqualTo(108);
    }

    [Fact]
    public void The_trigger_of_a_purchase_falls_with_the_price()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 80), Flat(2, 86), Flat(3, 88));
        var id = venue.Place(Trailing(Side.Buy, new PriceTerm(8, PriceUnit.Quote))).Order!.Id;

        venue.AdvanceTo(Start.AddMinutes(3));
        (venue.FindOrder(id)!.TriggerPrice, venue.FindOrder(id)!.IsOver).Should().Be((88m, false));
        venue.AdvanceTo(Start.AddMinutes(4));

        venue.FindOrder(id)!.Status.Should().Be(OrderStatus.Closed);
        venue.Account.Held("USD").Should().Be(0);
    }

    [Fact]
    public void With_a_limit_it_rests_there_when_the_market_has_run_away()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 120), Flat(2, 100));
        var id = venue.Place(Trailing(Side.Sell, TenPercent) with
        {
            Kind = OrderKind.TrailingStopLimit,
            TrailingLimit = new PriceTerm(-1, PriceUnit.Quote),
        }).Order!.Id;

        venue.AdvanceTo(Start.AddMinutes(3));

        var order = venue.FindOrder(id)!;
        (order.Status, order.IsTriggered, order.LimitPrice).Should().Be((OrderStatus.Open, true, 107m));
    }

    [Fact]
    public void Everybody_is_told_that_the_trigger_has_moved()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 120));
        var told = new List<decimal?>();
        venue.OrderChanged = change =>
        {
            if (change.Kind == OrderChangeKind.Trailed)
                told.Add(change.Order.TriggerPrice);
        };
        venue.Place(Trailing(Side.Sell, TenPercent));

        venue.AdvanceTo(Start.AddMinutes(2));

        told.Should().Equal(108m);
    }

    [Fact]
    public void One_that_begins_later_measures_from_the_price_of_that_time()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 60), Flat(2, 80), Flat(3, 80));
        var ticket = Trailing(Side.Sell, TenPercent) with { Starts = Start.AddMinutes(3) };
        var id = venue.Place(ticket).Order!.Id;

        venue.AdvanceTo(Start.AddMinutes(4));

        var order = venue.FindOrder(id)!;
        (order.Status, order.Peak, order.TriggerPrice).Should().Be((OrderStatus.Open, 80m, 72m));
    }

    [Theory]
    [InlineData(0, PriceUnit.Percent)]
    [InlineData(-5, PriceUnit.Percent)]
    [InlineData(90, PriceUnit.Static)]
    [InlineData(100, PriceUnit.Percent)]
    [InlineData(250, PriceUnit.Quote)]
    public void A_distance_that_is_none_or_leaves_no_price_is_refused(int value, PriceUnit unit) =>
        After(1, Flat(0, 100)).Place(Trailing(Side.Sell, new PriceTerm(value, unit)))
            .Refusal.Should().Be(OrderRefusal.InvalidPrice);

    [Fact]
    public void Its_prices_cannot_be_amended_but_its_volume_can()
    {
        var venue = After(1, Flat(0, 100));
        var id = venue.Place(Trailing(Side.Sell, TenPercent)).Order!.Id;

        venue.Amend(id, new OrderAmendment(null, null, 95)).Refusal.Should().Be(OrderRefusal.InvalidPrice);
        venue.Amend(id, new OrderAmendment(2, null, null)).Order!.Volume.Should().Be(2);
    }

    [Fact]
    public void A_closing_order_can_trail()
    {
        var venue = After(1, Flat(0, 100), Flat(1, 120));
        venue.Place(Ticket(Side.Buy, OrderKind.Market, 1) with
        {
            Close = new ClosingTerms(OrderKind.TrailingStop, null, TenPercent),
        });

        venue.AdvanceTo(Start.AddMinutes(2));

        venue.Orders[1].TriggerPrice.Should().Be(108);
    }

    private static OrderTicket Trailing(Side side, PriceTerm trail) =>
        Ticket(side, OrderKind.TrailingStop, 1) with { Trail = trail };

    private static Candle Flat(int minute, double price) =>
        Minute(minute, price, price, price, price, volume: 1);

    private static SimulatedVenue After(int minutes, params Candle[] candles)
    {
        var venue = Of(candles);
        venue.AdvanceTo(Start.AddMinutes(minutes));
        return venue;
    }
}
