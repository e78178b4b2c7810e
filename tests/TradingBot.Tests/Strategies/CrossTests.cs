using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Strategies;

/// <summary>Two averages of equal prices are equal; rounding must not make them cross.</summary>
public class CrossTests
{
    [Fact]
    public void Averages_that_meet_on_a_flat_market_have_not_crossed()
    {
        // up, then so long flat that both averages are the flat price, then up again
        var prices = Ramp(100, 124.18, 30).Concat(Enumerable.Repeat(124.18, 40)).Concat(Ramp(124.18, 130, 20)).ToArray();

        SignalsOf.Prices("sma-cross", prices, "fast=5", "slow=10").Should().BeEmpty("from above to equal to above is no cross");
    }

    [Fact]
    public void A_cross_through_a_flat_market_is_one_cross_and_comes_when_the_averages_part()
    {
        var prices = Ramp(100, 124.18, 30).Concat(Enumerable.Repeat(124.18, 40)).Concat(Ramp(124.18, 120, 20)).ToArray();

        SignalsOf.Prices("sma-cross", prices, "fast=5", "slow=10").Should().Equal((71, SignalKind.EnterShort));
    }

    [Fact]
    public void A_macd_that_has_died_away_does_not_cross_on_its_rounding_noise()
    {
        var prices = Ramp(100, 124.18, 60).Concat(Enumerable.Repeat(124.18, 5_000)).ToArray();

        SignalsOf.Prices("macd-cross", prices).Where(signal => signal.Candle > 1_000).Should().BeEmpty();
        SignalsOf.Prices("macd", prices, "price=close").Where(signal => signal.Candle > 1_000).Should().BeEmpty();
    }

    [Fact]
    public void A_fall_turns_short_and_a_rise_turns_back()
    {
        var prices = Ramp(100, 150, 30).Concat(Ramp(150, 100, 30)).Concat(Ramp(100, 150, 30)).ToArray();

        SignalsOf.Prices("sma-cross", prices, "fast=5", "slow=10").Select(signal => signal.Kind)
            .Should().Equal(SignalKind.EnterShort, SignalKind.Enter);
    }

    private static IEnumerable<double> Ramp(double from, double to, int steps) =>
        Enumerable.Range(0, steps).Select(i => from + (to - from) * i / steps);
}
