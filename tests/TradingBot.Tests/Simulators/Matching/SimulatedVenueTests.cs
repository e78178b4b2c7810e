using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;
using static TradingBot.Tests.Simulators.Matching.Venues;

namespace TradingBot.Tests.Simulators.Matching;

public class SimulatedVenueTests
{
    [Fact]
    public void A_market_order_walks_the_levels_and_pays_the_taker_fee_on_each()
    {
        var venue = Quiet();
        var asks = venue.Book(venue.Market(), Side.Sell).Take(3).ToList();
        var volume = asks[0].Volume + asks[1].Volume + 0.001m;

        var order = venue.Place(Ticket(Side.Buy, OrderKind.Market, volume)).Order!;

        order.Status.Should().Be(OrderStatus.Closed);
        venue.Trades.Select(t => (t.Price, t.Volume, t.IsMaker)).Should().Equal(
            (asks[0].Price, asks[0].Volume, false),
            (asks[1].Price, asks[1].Volume, false),
            (asks[2].Price, 0.001m, false));
        order.Fee.Should().BeApproximately(order.Cost * 0.008m, 0.001m);
        venue.Account.Balance("USD").Should().Be(100_000 - order.Cost - order.Fee);
        venue.Account.Balance("XBT").Should().Be(10 + volume);
    }

    [Fact]
    public void What_is_taken_from_the_book_is_gone_until_the_next_trade()
    {
        var venue = Quiet();
        var best = venue.Book(venue.Market(), Side.Sell).First();

        venue.Place(Ticket(Side.Buy, OrderKind.Market, best.Volume));

        venue.BestAsk().Should().BeGreaterThan(best.Price);
    }

    [Fact]
    public void A_limit_order_rests_holds_its_cost_and_fee_and_is_seen_in_the_book()
    {
        var venue = Quiet();

        var order = venue.Place(Ticket(Side.Buy, OrderKind.Limit, 1, limit: 9_000)).Order!;

        order.Status.Should().Be(OrderStatus.Open);
        venue.Account.Held("USD").Should().Be(9_000 * 1.008m);
        venue.Book(venue.Market(), Side.Buy).First(level => level.Price == 9_000).Volume.Should().BeGreaterOrEqualTo(1);
        venue.Cancel(order.Id).Order!.Status.Should().Be(OrderStatus.Canceled);
        venue.Account.Held("USD").Should().Be(0);
    }

    [Fact]
    public void A_resting_order_is_filled_in_part_at_its_price_and_whole_when_the_market_goes_through()
    {
        var venue = Of(
            [Minute(0, 100, 100, 100, 100), Minute(1, 99, 99, 98, 98, volume: 4), Minute(2, 98, 98, 90, 90)]);
        venue.AdvanceTo(Start.AddMinutes(1));
        var filled = new List<(decimal Filled, decimal Price)>();
        venue.OrderChanged = change => filled.AddRange(change.Trade is { } t ? [(change.Order.Filled, t.Price)] : []);
        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 9, limit: 98));

        venue.AdvanceTo(Start.AddMinutes(2));
        var touched = venue.Orders[0];
        venue.AdvanceTo(Start.AddMinutes(3));

        touched.Filled.Should().BeInRange(0.5m, 8.99m);
        venue.Orders[0].Status.Should().Be(OrderStatus.Closed);
        filled.Should().OnlyContain(fill => fill.Price == 98).And.HaveCountGreaterThan(1);
        venue.Trades.Should().OnlyContain(trade => trade.IsMaker && trade.Fee == Math.Round(trade.Cost * 0.004m, 4));
    }

    [Theory]
    [InlineData(OrderKind.StopLoss, Side.Sell, 95)]
    [InlineData(OrderKind.StopLoss, Side.Buy, 105)]
    [InlineData(OrderKind.TakeProfit, Side.Sell, 105)]
    [InlineData(OrderKind.TakeProfit, Side.Buy, 95)]
    public void A_triggered_order_becomes_a_market_order_when_the_last_price_reaches_it(
        OrderKind kind, Side side, int trigger)
    {
        var end = trigger > 100 ? 106 : 94;
        var venue = Of([Minute(0, 100, 100, 100, 100), Minute(1, 100, Math.Max(100, end), Math.Min(100, end), end)]);
        venue.AdvanceTo(Start.AddMinutes(1));
        var kinds = new List<OrderChangeKind>();
        venue.OrderChanged = change => kinds.Add(change.Kind);

        venue.Place(Ticket(side, kind, 1, trigger: trigger)).Order!.Status.Should().Be(OrderStatus.Open);
        venue.AdvanceTo(Start.AddMinutes(2));

        venue.Orders[0].Status.Should().Be(OrderStatus.Closed);
        kinds.Should().Equal(
            OrderChangeKind.Received, OrderChangeKind.Accepted, OrderChangeKind.Triggered, OrderChangeKind.Traded, OrderChangeKind.Filled);
    }

    [Fact]
    public void A_stop_with_a_limit_rests_when_the_market_has_left_its_limit()
    {
        var venue = Of([Minute(0, 100, 100, 100, 100), Minute(1, 90, 90, 90, 90)]);
        venue.AdvanceTo(Start.AddMinutes(1));
        venue.Place(Ticket(Side.Sell, OrderKind.StopLossLimit, 1, limit: 94, trigger: 95));

        venue.AdvanceTo(Start.AddMinutes(2));

        var order = venue.Orders[0];
        (order.Status, order.IsTriggered, order.Filled).Should().Be((OrderStatus.Open, true, 0));
    }

    [Fact]
    public void A_post_only_order_that_would_trade_is_refused()
    {
        var venue = Quiet();

        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 1, limit: venue.BestAsk()) with { PostOnly = true })
            .Refusal.Should().Be(OrderRefusal.WouldTake);
        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 1, limit: venue.BestBid()) with { PostOnly = true })
            .Order!.Status.Should().Be(OrderStatus.Open);
    }

    [Fact]
    public void Immediate_or_cancel_keeps_what_it_got_and_fill_or_kill_gets_all_or_nothing()
    {
        var venue = Quiet();
        var best = venue.Book(venue.Market(), Side.Sell).First();
        var ticket = Ticket(Side.Buy, OrderKind.Limit, best.Volume + 0.1m, limit: best.Price);

        var killed = venue.Place(ticket with { TimeInForce = TimeInForce.FillOrKill }).Order!;
        var partly = venue.Place(ticket with { TimeInForce = TimeInForce.ImmediateOrCancel }).Order!;

        (killed.Status, killed.Filled).Should().Be((OrderStatus.Canceled, 0));
        (partly.Status, partly.Filled).Should().Be((OrderStatus.Canceled, best.Volume));
        venue.Account.Held("USD").Should().Be(0);
    }

    [Fact]
    public void An_order_good_till_a_date_expires_then()
    {
        var venue = Quiet();
        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 1, limit: 9_000) with
        {
            TimeInForce = TimeInForce.GoodTillDate,
            Expires = venue.Now.AddSeconds(10),
        });

        venue.AdvanceTo(Start.AddMinutes(1).AddSeconds(9.9));
        venue.Orders[0].Status.Should().Be(OrderStatus.Open);
        venue.AdvanceTo(Start.AddMinutes(1).AddSeconds(30));

        venue.Orders[0].Status.Should().Be(OrderStatus.Expired);
        venue.Orders[0].Ended.Should().Be(Start.AddMinutes(1).AddSeconds(10), "not when somebody looked");
    }

    [Fact]
    public void After_its_deadline_an_order_is_refused()
    {
        var venue = Quiet();

        venue.Place(Ticket(Side.Buy, OrderKind.Market, 1) with { Deadline = venue.Now.AddMilliseconds(-1) })
            .Refusal.Should().Be(OrderRefusal.DeadlineElapsed);
    }

    [Fact]
    public void A_client_id_is_unique_among_open_orders_only()
    {
        var venue = Quiet();
        var resting = Ticket(Side.Buy, OrderKind.Limit, 1, limit: 9_000) with { ClientId = "mine" };

        var first = venue.Place(resting).Order!;
        venue.Place(resting).Refusal.Should().Be(OrderRefusal.ClientIdInUse);
        venue.Cancel(first.Id);

        venue.Place(resting).Order.Should().NotBeNull();
    }

    [Fact]
    public void A_start_time_keeps_an_order_pending_until_then()
    {
        var venue = Quiet();
        var order = venue.Place(
            Ticket(Side.Sell, OrderKind.Market, 1) with { Starts = venue.Now.AddSeconds(60) }).Order!;

        order.Status.Should().Be(OrderStatus.Pending);
        venue.AdvanceTo(venue.Now.AddSeconds(61));

        venue.FindOrder(order.Id)!.Status.Should().Be(OrderStatus.Closed);
    }

    [Fact]
    public void A_lower_volume_keeps_the_place_in_the_queue_and_one_below_the_fill_ends_the_order()
    {
        var venue = Quiet();
        var order = venue.Place(Ticket(Side.Buy, OrderKind.Limit, 2, limit: 9_000)).Order!;

        var smaller = venue.Amend(order.Id, new OrderAmendment(1, null, null)).Order!;
        var higher = venue.Amend(order.Id, new OrderAmendment(null, 9_100, null)).Order!;

        smaller.Rank.Should().Be(order.Rank);
        higher.Rank.Should().BeGreaterThan(order.Rank);
        venue.Account.Held("USD").Should().Be(9_100 * 1.008m);
        venue.Amend(order.Id, new OrderAmendment(0, null, null)).Order!.Status.Should().Be(OrderStatus.Canceled);
        venue.Amend(order.Id, new OrderAmendment(1, null, null)).Refusal.Should().Be(OrderRefusal.OrderIsOver);
    }

    [Fact]
    public void An_order_does_not_trade_with_another_of_the_account()
    {
        var venue = Quiet();
        var own = venue.Place(Ticket(Side.Sell, OrderKind.Limit, 1, limit: venue.BestAsk() - 0.1m)).Order!;

        var taker = venue.Place(Ticket(Side.Buy, OrderKind.Market, 1)).Order!;

        (taker.Status, taker.Filled).Should().Be((OrderStatus.Canceled, 0));
        venue.FindOrder(own.Id)!.Status.Should().Be(OrderStatus.Open);
    }

    [Fact]
    public void The_dead_mans_switch_cancels_everything_and_waits_while_nothing_trades()
    {
        var venue = Quiet();
        venue.Place(Ticket(Side.Buy, OrderKind.Limit, 1, limit: 9_000));
        venue.CancelAllAt = venue.Now.AddSeconds(60);

        venue.IsTrading = false;
        venue.AdvanceTo(venue.Now.AddMinutes(5));
        venue.OpenOrders.Should().HaveCount(1);
        venue.IsTrading = true;
        venue.AdvanceTo(venue.Now);

        venue.OpenOrders.Should().BeEmpty();
        venue.CancelAllAt.Should().BeNull();
    }

    [Fact]
    public void The_fee_can_be_charged_in_base_currency()
    {
        var venue = Quiet();

        var order = venue.Place(Ticket(Side.Buy, OrderKind.Market, 0.1m) with { FeeInBase = true }).Order!;

        venue.Account.Balance("XBT").Should().Be(10.1m - 0.1m * 0.008m);
        venue.Account.Balance("USD").Should().Be(100_000 - order.Cost);
    }

    [Fact]
    public void A_volume_in_quote_currency_spends_that_much()
    {
        var order = Quiet().Place(Ticket(Side.Buy, OrderKind.Market, 250) with { IsQuoteVolume = true }).Order!;

        order.Status.Should().Be(OrderStatus.Closed);
        order.Cost.Should().BeInRange(249.99m, 250);
    }

    [Theory]
    [InlineData("volume", OrderRefusal.InvalidVolume)]
    [InlineData("decimals", OrderRefusal.InvalidVolume)]
    [InlineData("tick", OrderRefusal.TickSize)]
    [InlineData("negative", OrderRefusal.InvalidPrice)]
    [InlineData("missing", OrderRefusal.InvalidPrice)]
    [InlineData("small", OrderRefusal.BelowMinimumVolume)]
    [InlineData("cheap", OrderRefusal.BelowMinimumCost)]
    [InlineData("funds", OrderRefusal.InsufficientFunds)]
    [InlineData("coins", OrderRefusal.InsufficientFunds)]
    public void A_broken_rule_is_named(string rule, OrderRefusal refusal)
    {
        var good = Ticket(Side.Buy, OrderKind.Limit, 1, limit: 9_000);
        var bad = rule switch
        {
            "volume" => good with { Volume = 0 },
            "decimals" => good with { Volume = 1.000000001m },
            "tick" => good with { LimitPrice = 9_000.05m },
            "negative" => good with { LimitPrice = -1 },
            "missing" => good with { LimitPrice = null },
            "small" => good with { Volume = 0.00000001m },
            "cheap" => good with { LimitPrice = 0.1m },
            "funds" => good with { Volume = 12 },
            _ => Ticket(Side.Sell, OrderKind.Market, 10.1m),
        };

        Quiet().Place(bad).Refusal.Should().Be(refusal);
    }
}
