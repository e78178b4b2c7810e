using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Engine;

public class RestingRulesTests
{
    [Theory]
    [InlineData(99.9, true, true)]
    [InlineData(100, true, false)]
    [InlineData(100.1, false, false)]
    public void An_offer_at_the_limit_trades_and_a_touch_of_the_tape_proves_nothing(
        double price, bool isMet, bool isBeyond)
    {
        var order = Orders.Buying(1, price: 100, OrderStyle.Limit);

        order.Meets((decimal)price).Should().Be(isMet);
        RestingRules.IsBeyond(Side.Buy, 100, price).Should().Be(isBeyond);
        RestingRules.IsBeyond(Side.Sell, 100, 200 - price).Should().Be(isBeyond);
    }

    [Fact]
    public void Only_what_rests_runs_out_of_time_and_does_so_at_the_end_of_its_patience()
    {
        var patience = TimeSpan.FromMinutes(5);
        var less = patience - TimeSpan.FromTicks(1);

        Orders.Buying(1, 100, OrderStyle.Limit).IsOutOfTime(patience, patience).Should().BeTrue();
        Orders.Buying(1, 100, OrderStyle.Limit).IsOutOfTime(less, patience).Should().BeFalse();
        Orders.Buying(1).IsOutOfTime(patience, patience).Should().BeFalse();
    }

    [Fact]
    public void Entries_are_taken_back_always_and_exits_only_with_all()
    {
        Orders.Buying(1, 100, OrderStyle.Limit).IsTakenBack(exitsToo: false).Should().BeTrue();
        Orders.Selling(1).IsTakenBack(exitsToo: false).Should().BeFalse();
        Orders.Selling(1).IsTakenBack(exitsToo: true).Should().BeTrue();
    }

    [Theory]
    [InlineData(0, 3600)]
    [InlineData(1, 3600)]
    [InlineData(3, 3600 + (2 * 60))]
    public void The_last_of_the_missing_candles_may_decide(long missing, long expected) =>
        EngineSetup.TradeFromAfter(next: 3600, missing, new Timeframe(1)).Should().Be(expected);
}
