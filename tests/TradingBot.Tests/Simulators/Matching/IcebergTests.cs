using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;
using static TradingBot.Tests.Simulators.Matching.Venues;

namespace TradingBot.Tests.Simulators.Matching;

/// <summary>An iceberg shows a part of its volume at a time; all of it is there for whoever trades.</summary>
public class IcebergTests
{
    [Fact]
    public void The_book_shows_a_part_and_the_account_holds_for_all()
    {
        var venue = Quiet();
        var before = venue.Book(venue.Market(), Side.Buy).TakeWhile(level => level.Price >= 9_000)
            .Where(level => level.Price == 9_000).Sum(level => level.Volume);

        venue.Place(Iceberg(9_000, volume: 3, shown: 0.5m));

        var level = venue.Book(venue.Market(), Side.Buy).First(level => level.Price == 9_000);
        level.Volume.Should().Be(before + 0.5m);
        venue.Account.Held("USD").Should().Be(3 * 9_000 * 1.008m);
    }

    [Fact]
    public void A_part_that_is_gone_is_followed_by_the_next_behind_the_others()
    {
        var venue = Of(
            [Minute(0, 100, 100, 100, 100), Minute(1, 99, 99, 98, 98, volume: 4), Minute(2, 98, 98, 90, 90)]);
        venue.AdvanceTo(Start.AddMinutes(1));
        var refills = new List<(decimal Filled, decimal Visible)>();
        venue.OrderChanged = change =>
        {
            if (change.Kind == OrderChangeKind.Refilled)
                refills.Add((change.Order.Filled, change.Order.Visible));
        };
        var order = venue.Place(Iceberg(98, volume: 9, shown: 0.6m)).Order!;
        var rank = order.Rank;

        venue.AdvanceTo(Start.AddMinutes(2));

        order = venue.FindOrder(order.Id)!;
        refills.Should().NotBeEmpty().And.OnlyContain(refill => refill.Visible == 0.6m);
        order.Filled.Should().BeGreaterThan(0.6m);
        order.Visible.Should().BeInRange(0.00000001m, 0.6m);
        order.Rank.Should().BeGreaterThan(rank);
        venue.AdvanceTo(Start.AddMinutes(3));
        venue.FindOrder(order.Id)!.Status.Should().Be(OrderStatus.Closed);
    }

    [Fact]
    public void What_is_left_of_one_that_trades_on_arrival_begins_with_a_whole_part()
    {
        var venue = Quiet();
        var ask = venue.Book(venue.Market(), Side.Sell).First();

        var shown = Bitcoin.RoundVolumeDown(ask.Volume / 2);

        var order = venue.Place(Iceberg(ask.Price, volume: 2 * ask.Volume, shown)).Order!;

        (order.Filled, order.Remaining, order.Visible).Should().Be((ask.Volume, ask.Volume, shown));
    }

    [Theory]
    [InlineData(1.5, 0.1, true)]
    [InlineData(1.5, 0.099, false)]
    [InlineData(1.5, 1.5, true)]
    [InlineData(1.5, 1.6, false)]
    [InlineData(1.5, 0, false)]
    public void It_shows_a_fifteenth_at_least_and_all_at_most(double volume, double shown, bool isTaken)
    {
        var answer = Quiet().Place(Iceberg(9_000, (decimal)volume, (decimal)shown));

        answer.Refusal.Should().Be(isTaken ? null : OrderRefusal.InvalidDisplayVolume);
    }

    [Fact]
    public void Only_an_iceberg_has_a_part_to_show_and_it_must_have_one()
    {
        var venue = Quiet();

        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 1, limit: 9_000) with { DisplayVolume = 0.5m })
            .Refusal.Should().Be(OrderRefusal.InvalidDisplayVolume);
        venue.Place(Ticket(Side.Buy, OrderKind.Iceberg, 1, limit: 9_000))
            .Refusal.Should().Be(OrderRefusal.InvalidDisplayVolume);
    }

    [Fact]
    public void The_part_can_be_amended()
    {
        var venue = Quiet();
        var order = venue.Place(Iceberg(9_000, volume: 3, shown: 0.5m)).Order!;

        venue.Amend(order.Id, new OrderAmendment(null, null, null, DisplayVolume: 0.1m))
            .Refusal.Should().Be(OrderRefusal.InvalidDisplayVolume);
        venue.Amend(order.Id, new OrderAmendment(null, null, null, DisplayVolume: 0.25m))
            .Order!.Visible.Should().Be(0.25m);
    }

    [Fact]
    public void An_amended_part_is_shown_whole_whatever_was_gone_of_the_old_one()
    {
        var venue = Of(
            [Minute(0, 100, 100, 100, 100), Minute(1, 99, 99, 98, 98, volume: 4), Minute(2, 98, 98, 90, 90)]);
        venue.AdvanceTo(Start.AddMinutes(1));
        var id = venue.Place(Iceberg(98, volume: 9, shown: 3)).Order!.Id;
        for (var step = 1; venue.FindOrder(id)!.Visible == 3; step++)
            venue.AdvanceTo(Start.AddMinutes(1).AddMilliseconds(10 * step));

        var amended = venue.Amend(id, new OrderAmendment(null, null, null, DisplayVolume: 2)).Order!;

        amended.Filled.Should().BePositive("a part of the part has traded");
        amended.Visible.Should().Be(2);
    }

    private static OrderTicket Iceberg(decimal limit, decimal volume, decimal shown) =>
        Ticket(Side.Buy, OrderKind.Iceberg, volume, limit: limit) with { DisplayVolume = shown };
}
