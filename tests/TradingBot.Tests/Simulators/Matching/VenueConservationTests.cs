using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;
using static TradingBot.Tests.Simulators.Matching.Venues;

namespace TradingBot.Tests.Simulators.Matching;

/// <summary>
/// Whatever is ordered on whatever market: the account's balances are the sum of its fills, and each fill is fair.
/// </summary>
public class VenueConservationTests
{
    [Fact]
    public void Balances_are_the_sum_of_the_fills_and_no_fill_is_beyond_its_limit()
    {
        Prop.ForAll(Cases().ToArbitrary(), IsFair).Check(Properties.FixedWith(300));
    }

    [Fact]
    public void The_same_orders_on_the_same_seed_give_the_same_fills()
    {
        Prop.ForAll(Cases().ToArbitrary(), c => Played(c).Trades.SequenceEqual(Played(c).Trades, new SameTrade()))
            .Check(Properties.FixedWith(30));
    }

    private static void IsFair(Case c)
    {
        var venue = Played(c);

        venue.Account.Balance("USD").Should().Be(c.Money + venue.Trades.Sum(t => t.QuoteChange));
        venue.Account.Balance("XBT").Should().Be(c.Coins + venue.Trades.Sum(t => t.BaseChange));
        venue.Account.Available("USD").Should().BeGreaterOrEqualTo(0);
        venue.Account.Available("XBT").Should().BeGreaterOrEqualTo(0);
        venue.Account.Held("USD").Should().Be(venue.OpenOrders.Where(o => o.Side == Side.Buy).Sum(o => o.Held));
        venue.Account.Held("XBT").Should().Be(venue.OpenOrders.Where(o => o.Side == Side.Sell).Sum(o => o.Held));
        foreach (var trade in venue.Trades)
        {
            if (trade.Order.LimitPrice is { } limit)
                (trade.Side == Side.Buy ? trade.Price <= limit : trade.Price >= limit).Should().BeTrue();
            trade.Cost.Should().BeInRange(trade.Price * trade.Volume - 0.0001m, trade.Price * trade.Volume);
            trade.Fee.Should().BeGreaterOrEqualTo(0);
        }

        foreach (var order in venue.Orders)
        {
            var fills = venue.Trades.Where(t => t.Order.Id == order.Id).ToList();
            (order.Filled, order.Cost, order.Fee).Should().Be(
                (fills.Sum(t => t.Volume), fills.Sum(t => t.Cost), fills.Sum(t => t.Fee)));
            order.Filled.Should().BeLessOrEqualTo(order.Volume);
            (order.Status == OrderStatus.Closed).Should().Be(order.Remaining == 0 && order.IsOver);
        }
    }

    private static SimulatedVenue Played(Case c)
    {
        var venue = Synthetic(minutes: 2, c.Money, c.Coins, c.Seed);
        foreach (var step in c.Steps)
        {
            venue.AdvanceTo(venue.Now.AddSeconds(step.Wait));
            var price = venue.Market().Last!.Value.Price;
            var near = Math.Round(price * (1 + step.Offset / 10_000m), 1);
            var open = venue.OpenOrders.ToList();
            if (step.Action == 0 && open.Count > 0)
                venue.Cancel(open[step.Choice % open.Count].Id);
            else if (step.Action == 1 && open.Count > 0)
                venue.Amend(open[step.Choice % open.Count].Id, new OrderAmendment(step.Volume, near, null));
            else
                venue.Place(TicketOf(step, near, price));
        }

        venue.AdvanceTo(venue.Now.AddMinutes(20));
        return venue;
    }

    private static OrderTicket TicketOf(Step step, decimal near, decimal price)
    {
        var kind = (OrderKind)(step.Choice % 9);
        var isTrailing = kind.IsTrailing();
        return new OrderTicket
        {
            Symbol = Symbol,
            Side = step.Choice % 2 == 0 ? Side.Buy : Side.Sell,
            Kind = kind,
            Volume = step.Volume,
            LimitPrice = kind.HasLimit() && !isTrailing ? near : null,
            TriggerPrice = kind.HasTrigger() && !isTrailing ? Math.Round(price * (1 - step.Offset / 20_000m), 1) : null,
            Trail = isTrailing ? new PriceTerm(Math.Abs(step.Offset) / 100m, PriceUnit.Percent) : null,
            TrailingLimit = kind == OrderKind.TrailingStopLimit ? new PriceTerm(step.Offset, PriceUnit.Quote) : null,
            DisplayVolume = kind == OrderKind.Iceberg ? Math.Round(step.Volume / 4, 8) : null,
            TimeInForce = kind.HasLimit() ? (TimeInForce)(step.Choice / 9 % 2) : TimeInForce.GoodTillCancelled,
            FeeInBase = step.Choice / 18 % 4 == 0,
            SelfTrade = (SelfTradeRule)(step.Choice / 72 % 3),
            Close = step.Choice / 216 % 3 == 0
                ? new ClosingTerms(OrderKind.TakeProfit, null, new PriceTerm(step.Offset / 10m, PriceUnit.Percent))
                : null,
            IsQuoteVolume = false,
        };
    }

    private static Gen<Case> Cases() =>
        from seed in Gen.Choose(1, 1_000_000)
        from moneyUnits in Gen.Choose(1_0000, 2_000_000_000)
        from coinUnits in Gen.Choose(1, 1_000_000_000)
        from steps in Steps().ListOf(40)
        select new Case((ulong)seed, moneyUnits / 10_000m, coinUnits / 100_000_000m, [.. steps]);

    private static Gen<Step> Steps() =>
        from action in Gen.Choose(0, 6)
        from choice in Gen.Choose(0, 10_000)
        from volumeUnits in Gen.Choose(5_000, 300_000_000)
        from offset in Gen.Choose(-200, 200)
        from wait in Gen.Choose(0, 300)
        select new Step(action, choice, volumeUnits / 100_000_000m, offset, wait);

    private sealed record Case(ulong Seed, decimal Money, decimal Coins, Step[] Steps);

    private sealed record Step(int Action, int Choice, decimal Volume, int Offset, int Wait);

    private sealed class SameTrade : IEqualityComparer<OwnTrade>
    {
        public bool Equals(OwnTrade? x, OwnTrade? y) =>
            (x!.Id, x.Price, x.Volume, x.Time) == (y!.Id, y.Price, y.Volume, y.Time);

        public int GetHashCode(OwnTrade obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
    }
}
