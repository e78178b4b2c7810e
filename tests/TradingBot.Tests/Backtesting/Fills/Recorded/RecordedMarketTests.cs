using TradingBot.Core;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

public class RecordedMarketTests
{
    [Fact]
    public void A_decision_by_our_clock_meets_the_book_by_the_clock_of_the_exchange()
    {
        var recording = new Recording(asks: [(100.0m, 1), (100.1m, 1)]);
        var order = recording.BuyAtMarket(1, 1, Recording.Latency(entry: 0.1, response: 0.2, clockOffset: 1.27));
        recording.Ask(2.370, 100.0m, 0);
        recording.AdvanceTo(3);

        var fill = recording.FillsOf(order).Should().ContainSingle().Subject;
        (fill.Price, fill.Time, fill.KnownAt)
            .Should().Be((100.1m, Recording.At(2.37), Recording.At(1.3)), "what is stamped alike is in the book");
    }

    [Fact]
    public void An_order_arrives_when_the_recording_passes_its_moment_and_not_before()
    {
        var recording = new Recording(asks: [(100.0m, 1)]);
        var order = recording.BuyAtMarket(1, 1, Recording.Latency(0.5, 0));
        recording.AdvanceTo(1.4999);
        recording.Fills(order).Should().BeEmpty();
        recording.AdvanceTo(1.5);

        recording.Fills(order).Should().Be("1@100.0");
    }

    [Fact]
    public void Orders_arrive_in_the_order_of_their_arrival_whenever_they_were_decided()
    {
        var recording = new Recording(asks: [(100.0m, 1), (100.1m, 1)]);
        var slow = recording.BuyAtMarket(1, 1, Recording.Latency(0.5, 0));
        var quick = recording.BuyAtMarket(1.1, 1, Recording.Latency(0.1, 0));
        recording.AdvanceTo(2);

        (recording.Fills(quick), recording.Fills(slow)).Should().Be(("1@100.0", "1@100.1"));
    }

    [Fact]
    public void A_limit_order_takes_up_to_its_limit_and_the_rest_of_it_rests()
    {
        var recording = new Recording(bids: [(99, 5)], asks: [(100.0m, 1), (100.1m, 1), (100.2m, 9)]);
        var order = recording.Order(1, Side.Buy, 5, 100.1m);
        recording.AdvanceTo(1);

        recording.Fills(order).Should().Be("1@100.0 1@100.1");
        recording.Kinds(order).Should().EndWith(OrderAnswerKind.Rests);
        (recording.Answers[^1].Volume, recording.Market.Resting).Should().Be((3m, 1));
        recording.Sell(2, 100.1m, 2);
        recording.Fills(order).Should().Be("1@100.0 1@100.1 2@100.1", "nobody stands ahead of it");
    }

    [Fact]
    public void A_post_only_order_is_refused_where_it_would_trade_and_rests_where_it_would_not()
    {
        var recording = new Recording(asks: [(100.0m, 1), (100.1m, 1)]);
        var refused = recording.Order(1, Side.Buy, 1, 100.0m, OrderStyle.PostOnly);
        recording.BuyAtMarket(2, 1);
        var rests = recording.Order(3, Side.Buy, 1, 100.0m, OrderStyle.PostOnly);
        recording.AdvanceTo(3);

        recording.Kinds(refused).Should().Equal(OrderAnswerKind.Refused);
        recording.Kinds(rests).Should().Equal([OrderAnswerKind.Rests], "we have taken what it would have met");
    }

    [Fact]
    public void A_cancellation_takes_its_time_and_ends_what_is_left()
    {
        var recording = new Recording(bids: [(99, 1)], asks: [(101, 1)]);
        var order = recording.Order(1, Side.Buy, 5, 100);
        recording.Cancel(2, order, Recording.Latency(entry: 0.5, response: 0.25));
        recording.Sell(2.4, 100, 2);
        recording.Sell(2.6, 100, 2);
        recording.Cancel(3, order);
        recording.AdvanceTo(4);

        recording.Fills(order).Should().Be("2@100.0");
        recording.Kinds(order).Should().Equal(OrderAnswerKind.Rests, OrderAnswerKind.Filled, OrderAnswerKind.Cancelled);
        (recording.Answers[^1].Volume, recording.Answers[^1].Time, recording.Answers[^1].KnownAt)
            .Should().Be((3m, Recording.At(2.5), Recording.At(2.75)));
        recording.Market.Resting.Should().Be(0);
    }

    [Fact]
    public void A_trade_fills_own_orders_by_price_and_then_by_time_and_each_unit_once()
    {
        var recording = new Recording(bids: [(100.0m, 10)], asks: [(101, 1)]);
        var first = recording.Order(1, Side.Buy, 5, 100.0m);
        var second = recording.Order(1, Side.Buy, 5, 100.0m);
        var best = recording.Order(1, Side.Buy, 5, 100.1m);
        recording.Sell(2, 100.0m, 22);

        (recording.Fills(best), recording.Fills(first), recording.Fills(second))
            .Should().Be(("5@100.1", "5@100.0", "2@100.0"), "22 are sold, 10 of them to others");
    }

    [Fact]
    public void A_sale_that_rests_is_filled_by_buyers()
    {
        var recording = new Recording(asks: [(100.0m, 10)], bids: [(99, 1)]);
        var order = recording.Order(1, Side.Sell, 5, 100.0m);
        recording.Sell(2, 100.0m, 50);
        recording.Fills(order).Should().BeEmpty("a seller does not meet a seller");
        recording.Buy(3, 100.0m, 12);
        recording.Buy(4, 100.1m, 1);

        recording.Fills(order).Should().Be("2@100.0 1@100.0");
    }

    [Fact]
    public void A_trade_that_is_told_late_fills_no_order_that_came_after_it()
    {
        var recording = new Recording(asks: [(101, 1)]);
        var order = recording.Order(1, Side.Buy, 5, 100);
        recording.AdvanceTo(1.5);
        recording.Sell(1, 99, 5);
        recording.Fills(order).Should().BeEmpty();
        recording.Sell(1.1, 99, 1);

        recording.Fills(order).Should().Be("1@100.0");
    }

    [Fact]
    public void Beyond_the_recorded_depth_only_a_trade_beyond_the_price_fills()
    {
        var recording = new Recording(bids: [(100, 1), (99, 1)], asks: [(101, 1)], depth: 2);
        var order = recording.Order(1, Side.Buy, 5, 98);
        recording.Sell(2, 98, 3);
        recording.Fills(order).Should().BeEmpty("nobody knows how many stand ahead");
        recording.Sell(3, 97, 2);

        recording.Fills(order).Should().Be("2@98.0");
    }

    [Fact]
    public void A_level_that_comes_into_the_recorded_depth_says_how_many_stand_ahead_at_most()
    {
        var recording = new Recording(bids: [(100, 1), (99, 1)], asks: [(101, 1)], depth: 2);
        var order = recording.Order(1, Side.Buy, 5, 98);
        recording.Bid(2, 100, 0);
        recording.Bid(2, 98, 4);
        recording.Sell(3, 98, 6);

        recording.Fills(order).Should().Be("2@98.0");
    }

    [Fact]
    public void A_level_that_leaves_the_recorded_depth_has_not_been_cancelled()
    {
        var recording = new Recording(bids: [(100, 1), (99, 4)], asks: [(102, 1)], depth: 2);
        var order = recording.Order(1, Side.Buy, 5, 99);
        recording.Bid(2, 101, 1);
        recording.Change(2, new LevelChange(Side.Buy, 99, 0, IsEvicted: true));
        recording.Sell(3, 99, 3);
        recording.Fills(order).Should().BeEmpty();
        recording.Change(4, new LevelChange(Side.Buy, 99, 9));
        recording.Sell(5, 99, 3);

        recording.Fills(order).Should().Be("2@99.0", "one of four was left ahead, whatever has come behind");
        recording.Market.Book.Bids.Length.Should().Be(3);
    }

    [Fact]
    public void What_arrives_in_a_gap_meets_the_book_that_is_restored()
    {
        var recording = new Recording(asks: [(100.0m, 1)]);
        recording.Interrupt(1);
        var order = recording.BuyAtMarket(2, 1);
        recording.AdvanceTo(4);
        recording.Fills(order).Should().BeEmpty();
        recording.Restore(5, bids: [], asks: [(100.5m, 1)]);
        recording.AdvanceTo(6);

        recording.FillsOf(order).Should().ContainSingle()
            .Which.Should().Match<OrderAnswer>(fill => fill.Price == 100.5m && fill.Time == Recording.At(5));
    }

    [Fact]
    public void After_a_gap_no_more_stand_ahead_than_the_level_holds()
    {
        var recording = new Recording(bids: [(100, 9)], asks: [(101, 1)]);
        var order = recording.Order(1, Side.Buy, 5, 100);
        recording.AdvanceTo(1);
        recording.Interrupt(2);
        recording.Restore(3, bids: [(100, 4)], asks: [(101, 1)]);
        recording.Sell(4, 100, 5);

        recording.Fills(order).Should().Be("1@100.0");
    }

    [Fact]
    public void An_offer_at_the_limit_that_was_there_before_fills_an_order_once()
    {
        var recording = new Recording(asks: [(100.0m, 3)]);
        var order = recording.Order(1, Side.Buy, 10, 100.0m);
        recording.Ask(2, 100.0m, 2);
        recording.Fills(order).Should().Be("3@100.0", "the others bought one of the three that are ours");
        recording.Ask(3, 100.0m, 6);

        recording.Fills(order).Should().Be("3@100.0 4@100.0", "four are new");
    }

    [Fact]
    public void What_an_order_that_rests_has_taken_is_gone_for_one_that_comes()
    {
        var recording = new Recording(asks: [(100.1m, 5)]);
        recording.Order(1, Side.Buy, 2, 100.0m);
        recording.Ask(2, 100.0m, 3);
        var order = recording.BuyAtMarket(3, 2);
        recording.AdvanceTo(3);

        recording.Fills(order).Should().Be("1@100.0 1@100.1");
    }

    [Fact]
    public void A_fill_is_a_multiple_of_the_lot()
    {
        var lots = Backtests.Bitcoin with { LotStep = 0.1m };
        var market = new RecordedMarket(lots, depth: 10);
        market.Restore([new LevelChange(Side.Sell, 100, 0.25m), new LevelChange(Side.Sell, 101, 5)], Recording.At(0));
        market.Submit(Recording.Request(1, Side.Buy, 0.4m, 100), Recording.At(1), default);
        var taken = market.AdvanceTo(Recording.At(1)).ToArray();
        var met = market.Trade(Side.Sell, 99, 0.17m, Recording.At(2)).ToArray();

        taken.Select(answer => answer.Volume).Should().Equal(0.2m, 0.2m);
        met.Select(answer => answer.Volume).Should().Equal(0.1m);
    }

    [Fact]
    public void A_latency_below_zero_and_a_change_of_an_unknown_book_are_mistakes()
    {
        var market = new RecordedMarket(Backtests.Bitcoin, depth: 10);
        var request = Recording.Request(1, Side.Buy, 1, 100);

        market.Invoking(m => m.Submit(in request, Recording.At(1), Recording.Latency(-0.1, 0)))
            .Should().Throw<InvariantViolatedException>();
        market.Invoking(m => m.Cancel(1, Recording.At(1), Recording.Latency(0, -0.1)))
            .Should().Throw<InvariantViolatedException>();
        market.Invoking(m => m.Update(new LevelChange(Side.Buy, 1, 1), Recording.At(1)))
            .Should().Throw<InvariantViolatedException>();
        FluentActions.Invoking(() => new RecordedMarket(Backtests.Bitcoin, 10, pairing: TimeSpan.FromTicks(-1)))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Events_and_orders_allocate_nothing_once_the_lists_have_their_size()
    {
        var latency = Recording.Latency(0.001, 0.001);
        var requests = Enumerable.Range(1, 100).Select(i => Recording.Request(i, Side.Buy, 1_000, 100)).ToArray();
        var bytes = Allocation.Of(() =>
        {
            var (market, at, fills) = (new RecordedMarket(Backtests.Bitcoin, depth: 10), 0.0, 0);
            market.Restore([new LevelChange(Side.Buy, 100, 50), new LevelChange(Side.Sell, 101, 50)], Recording.At(0));
            Play();
            fills.Should().BeGreaterThan(100);
            return Play;

            void Play()
            {
                foreach (ref readonly var request in requests.AsSpan())
                {
                    market.Submit(in request, Recording.At(at += 0.01), in latency);
                    for (var i = 0; i < 20; i++)
                    {
                        market.Update(new LevelChange(Side.Buy, 100, 50 - i), Recording.At(at += 0.01));
                        fills += market.Trade(Side.Sell, 100, 15, Recording.At(at += 0.01)).Length;
                        market.Update(new LevelChange(Side.Sell, 101 + i % 3, i), Recording.At(at));
                    }

                    market.Cancel(request.Number, Recording.At(at), in latency);
                }
            }
        });

        bytes.Should().Be(0);
    }
}
