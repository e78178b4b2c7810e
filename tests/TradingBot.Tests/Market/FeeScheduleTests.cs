using TradingBot.Core.Market;
using TradingBot.Kraken;

namespace TradingBot.Tests.Market;

public class FeeScheduleTests
{
    [Theory]
    [InlineData(0, 0.0080)]
    [InlineData(2_499.99, 0.0080)]
    [InlineData(2_500, 0.0060)]
    [InlineData(100_000, 0.0025)]
    [InlineData(1_000_000_000, 0.0010)]
    public void The_tier_is_that_of_the_volume(double volume, double taker)
    {
        KrakenFees.Spot.At((decimal)volume).Taker.Should().Be((decimal)taker);
    }

    [Fact]
    public void A_schedule_that_makes_no_sense_is_refused()
    {
        FluentActions.Invoking(() => new FeeSchedule("empty", [])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new FeeSchedule("late", [new FeeTier(1, 0, 0)])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new FeeSchedule("back", [new FeeTier(0, 0, 0), new FeeTier(0, 0, 0)]))
            .Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => FeeSchedule.Flat(1)).Should().Throw<ArgumentException>();
    }
}
