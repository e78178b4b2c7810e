using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

/// <summary>Where a recorded market ends: at its depth, and in a gap.</summary>
public class RecordedMarketEndTests
{
    [Fact]
    public void A_market_order_that_the_recorded_book_cannot_fill_does_not_trade_at_all()
    {
        var recording = new Recording(asks: [(100.0m, 1), (100.1m, 1)]);
        var order = recording.BuyAtMarket(1, 3);
        var next = recording.BuyAtMarket(1, 2);
        recording.AdvanceTo(1);

        recording.Kinds(order).Should().Equal(OrderAnswerKind.TooLarge);
        recording.Fills(next).Should().Be("1@100.0 1@100.1", "the first has taken nothing");
    }

    [Fact]
    public void What_we_have_taken_before_is_not_there_for_a_market_order_either()
    {
        var recording = new Recording(asks: [(100.0m, 1), (100.1m, 1)]);
        recording.BuyAtMarket(1, 1);
        var order = recording.BuyAtMarket(1.5, 2);
        recording.AdvanceTo(2);

        recording.Kinds(order).Should().Equal(OrderAnswerKind.TooLarge);
    }

    [Fact]
    public void An_order_is_recalled_while_it_waits_and_not_once_it_has_arrived()
    {
        var recording = new Recording(bids: [(99, 1)], asks: [(100.0m, 1)]);
        recording.Interrupt(1);
        recording.Market.IsKnown.Should().BeFalse();
        var waits = recording.BuyAtMarket(2, 1);
        recording.Cancel(2, waits);
        recording.Market.Recall(waits).Should().BeTrue("an order is taken back, not the cancellation of one");
        recording.Market.Recall(waits).Should().BeFalse();
        recording.Restore(3, bids: [(99, 1)], asks: [(100.0m, 1)]);
        var rests = recording.Order(4, Side.Buy, 1, 99);
        recording.AdvanceTo(5);

        recording.Market.IsKnown.Should().BeTrue();
        recording.Kinds(waits).Should().BeEmpty();
        recording.Market.Recall(rests).Should().BeFalse();
        recording.Market.Resting.Should().Be(1);
    }
}
