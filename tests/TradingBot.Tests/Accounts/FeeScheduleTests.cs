using TradingBot.Core.Accounts;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Accounts;

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
    public void Before_the_tier_is_known_the_dearest_is_reckoned_with() => KrakenFees.Spot.HighestTaker.Should().Be(0.0080m);

    [Fact]
    public void The_table_is_Krakens_of_July_2026()
    {
        string.Join(' ', KrakenFees.Spot.Tiers.Select(tier => FormattableString.Invariant(
                $"{tier.FromVolume:0}:{tier.Maker * 100:0.00}/{tier.Taker * 100:0.00}")))
            .Should().Be(
                "0:0.40/0.80 2500:0.30/0.60 10000:0.22/0.38 25000:0.20/0.35 50000:0.15/0.30 100000:0.12/0.25 "
                + "250000:0.10/0.22 500000:0.08/0.20 1000000:0.06/0.18 2500000:0.04/0.15 5000000:0.02/0.12 10000000:0.00/0.10");
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
