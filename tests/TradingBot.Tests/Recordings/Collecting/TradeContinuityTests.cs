using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Collecting;

namespace TradingBot.Tests.Recordings.Collecting;

public class TradeContinuityTests
{
    [Fact]
    public void The_first_trade_of_all_leaves_no_hole()
    {
        var trades = new TradeContinuity([]);

        trades.Take(Trades(17)).Should().BeFalse();

        (trades.Newest?.Id, trades.Missing).Should().Be((17, 0));
    }

    [Fact]
    public void One_id_that_is_left_out_is_a_hole_between_its_neighbours()
    {
        var trades = new TradeContinuity([Mark(1)]);

        trades.Take(Trades(2, 4)).Should().BeTrue();

        trades.Oldest.Should().Be(new TradeHole(Mark(2), Mark(4)));
        trades.Missing.Should().Be(1);
    }

    [Fact]
    public void Trades_of_a_message_may_come_in_any_order_and_again()
    {
        var trades = new TradeContinuity([Mark(1)]);

        trades.Take(Trades(4, 2, 3, 2)).Should().BeFalse();
        trades.Take(Trades(3, 4, 5)).Should().BeFalse();

        (trades.Newest?.Id, trades.Missing).Should().Be((5, 0));
    }

    [Fact]
    public void What_is_stored_counts_and_its_holes_are_fetched_as_well_the_oldest_first()
    {
        var trades = new TradeContinuity([Mark(1), Mark(5)]);
        trades.Take(Trades(10));
        (trades.HoleCount, trades.Missing).Should().Be((2, 7));

        trades.Fetched(trades.Oldest!);

        trades.Oldest.Should().Be(new TradeHole(Mark(5), Mark(10)));
    }

    private static Trade[] Trades(params long[] ids) => [.. ids.Select(id => new Trade(id, At(id), 100, 1, Side.Buy))];

    private static TradeMark Mark(long id) => new(id, At(id));

    private static DateTime At(long id) => DateTime.UnixEpoch.AddSeconds(id);
}
