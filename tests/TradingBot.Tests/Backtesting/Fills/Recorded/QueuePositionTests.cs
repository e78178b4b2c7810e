using TradingBot.Core.Backtesting.Fills.Recorded;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

/// <summary>A proportional queue; falls and trades within 100 ms belong together.</summary>
public class QueuePositionTests
{
    private readonly QueuePosition _queue = new(QueueModel.Proportional, Recording.Span(0.1));

    [Fact]
    public void A_fall_waits_as_long_as_its_trade_may_come_and_is_a_cancellation_then()
    {
        _queue.Join(100);
        _queue.Update(60, Recording.At(1));
        AheadAt(1.1).Should().Be(100);
        AheadAt(1.101).Should().Be(60);
    }

    [Fact]
    public void A_trade_explains_as_much_of_a_fall_as_it_is()
    {
        _queue.Join(100);
        _queue.Update(200, Recording.At(1));
        _queue.Trade(30, 30, Recording.At(2));
        _queue.Update(120, Recording.At(2.02));

        AheadAt(3).Should().BeApproximately(70 - 50 * 70 / 170m, 1e-9m, "50 of 170 were cancelled, 70 stood ahead");
    }

    [Fact]
    public void A_trade_explains_falls_before_and_after_it_and_none_twice()
    {
        _queue.Join(100);
        _queue.Update(90, Recording.At(1));
        _queue.Trade(30, 30, Recording.At(1.05));
        _queue.Update(70, Recording.At(1.1));
        AheadAt(2).Should().Be(70);

        _queue.Update(60, Recording.At(3));
        AheadAt(4).Should().Be(60, "the trade is used up, and nobody stands behind");
    }

    [Fact]
    public void A_trade_whose_fall_comes_late_still_explains_it_where_the_level_has_not_changed_since()
    {
        _queue.Join(100);
        _queue.Trade(30, 30, Recording.At(1));
        _queue.Update(70, Recording.At(5));

        AheadAt(9).Should().Be(70);
    }

    [Fact]
    public void A_trade_that_a_later_change_of_the_level_contains_explains_no_fall_after_that()
    {
        _queue.Join(100);
        _queue.Trade(30, 30, Recording.At(1));
        _queue.Update(140, Recording.At(2)); // 70 are left and 70 have come
        _queue.Update(70, Recording.At(3));

        AheadAt(9).Should().Be(35, "half of the 140 were cancelled");
    }

    [Fact]
    public void Who_comes_after_a_fall_does_not_count_as_having_stood_behind_in_it()
    {
        _queue.Join(100);
        _queue.Update(200, Recording.At(1));
        _queue.Update(100, Recording.At(2));
        _queue.Update(500, Recording.At(2.05));

        AheadAt(9).Should().Be(50);
    }

    [Fact]
    public void Own_orders_that_took_of_a_trade_leave_less_of_it_and_all_of_it_explains_the_fall()
    {
        _queue.Join(100);
        _queue.Trade(30, reaching: 10, Recording.At(1));
        _queue.Update(70, Recording.At(1.05));

        AheadAt(9).Should().Be(70, "it cannot be more than the level holds");
        _queue.Trade(75, reaching: 75, Recording.At(10)).Should().Be(5);
    }

    [Fact]
    public void Of_an_order_whose_level_is_not_recorded_nothing_is_known()
    {
        _queue.Join(null);
        _queue.Trade(30, 30, Recording.At(1)).Should().Be(0);
        _queue.Ahead.Should().BeNull();

        _queue.Update(20, Recording.At(2));
        _queue.Ahead.Should().Be(20);
    }

    private decimal? AheadAt(double seconds)
    {
        _queue.Trade(0, 0, Recording.At(seconds)); // settles what has waited long enough
        return _queue.Ahead;
    }
}
